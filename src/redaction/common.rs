//! Names that are words as well: one list for what is tied as it is typed and for what finished files are searched for.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Words of English that are somebody's given or family name, in the order of the alphabet, with those that a name of the same letters would
/// drown in. A name that is not here and is typed in lower case is tied, and stops a paper; so what reads as a word in a report belongs here.
const WORDS: &str = "abbey able adult age agent all also amber among and angel any april are area art ash august autumn baker ball \
    bank banker banks bar barn bases bass bath battle bay beach beam bean bear bell bench berry best bill bills bird bishop black \
    bloom blossom blue board body bolt bond bone book booth boss both bow bowl box boy brand bridge bridges bright broad brook brown \
    bud bull bunny burn burns bush but butcher butter button butts call came can cannon cant care carer carol carter case cases cash \
    castle cat cause chair chance change chapel chaplain charity chase child children chips christian church clay clear close cloud \
    come constable cook cooper copper corner cotton council county court coward crane cream creed crisp crook cross crow cruise \
    crystal curry curt cutter cutting daisy dale dance dart dash dawn day dean dear dell dew diamond did does dolphin done dot dove \
    down dream drew driver drum drummer duck dunk dusk dusty each eagle early east easter else ember end english essence eve ever \
    every fair faith fall family farmer fast father fern few field find first fish five flood flower flowers fog foot for ford forest \
    foster fountain four fox frank free freedom freeman french friend from frost full game garden gardener gate gates gave gay gene \
    general gentle get ginger give given glass gold golden gone good grace grant gray great green grey groom group grove grown guy had \
    half hall hammer hand hardy harmony hart harvest has have haven hay hazel head health heart heath heather hedge held help her here \
    hero hide high hill him his holder holly home honor hood hooker hope horn house how hull hunt ice ink innocent into iris irons its \
    ivy jack jade jasmine jean jeans jewel jewels job journey joy judge june junior just justice keen keep kept kind king kit knight \
    known lake lamb lamp land lane last later lavender law lawn lawyer leaf learn least lee left less life light lightfoot lily line \
    link list little live local lock lodge long looked lord loss lot love low luck lucky made major make man many maple march mark \
    marsh martial mason mate max may mayor mead meadow means melody memory mercy merit merry meter miles mill mist monday moor moore \
    more moss most mother mountain much music must nail name nation near need never new next nick night nine noble north not note now \
    nurse oak ocean off officer olive one only open order other our out over own pace pack packer page painter pansy paradise parent \
    paris parish park part partner pass past pat patch patience peace peak pearl pease peel pen pence penny pepper phoenix pick \
    pickles pink pit place plan plant player plum plumber point police pond pool poor pope poppy porter post pound power prentice \
    price pride prince princess prior prudence public pump purple put quick rain ray read reader reason red reed render report review \
    rice rich ridge right ring risk river rivers road roads rob robin rock rod root rose roses round row royal ruby rule rush rust \
    sage said sail sailor salt same sand sands sandy savage saviour say says school sea seal season see seen self send sent serene \
    serenity set seven several shadow shall sharp she shield shine ship shore short shot should silver simple since sing singer sir \
    sister six skip sky slate slaughter small smart snow solace sole some son song soon south sparks speaker spear speed spice spring \
    staff stall stand star stark start state station steel steer stem step stiff still stock stocks stone store storm strange street \
    strong such sue summer sun sunday sung sunny support sure sweet swift sword tailor take tall tawny team temper temple ten than \
    that the their them then there they thing this those three thyme timber time told tong too took town trace tracer tree trinity \
    trip triumph true trust twin two tyre under unity until upon use used van very vest vicar victory violet virtue visit vogue wade \
    wake walker wall want ward warden warm was wash water waters wave way week welcome well welsh went were west what wheat wheel when \
    where which while whistler white who whole whom why wild wilder wilds will willow win wind window wing winter wise wish with woman \
    women wood woods wool word work worth would year yes yet you young your youth";

/// Those of them that are in a report more often somebody than the word, in lower case as well: "jasmine rang" is looked at, "she may go" is
/// not.
const MAINLY_NAMES: &str = "baker bill bud carol carter cooper curt daisy dale dean dell drew eve faith fern frank gene grace gray \
    hart hazel heath heather holly honor iris ivy jack jade jasmine jean lee lily mason max mead melody moore nick pat pearl penny \
    poppy porter prentice prudence ray reed rob robin rod ruby sandy sue violet wade whistler willow";

/// Words of English that are nobody's name and one letter away from one, its mirror image or of its shape: "carry" is no Harry, "mail" no Liam and
/// "torn" no Tom, where a sentence begins with them.
const BESIDE_NAMES: &str = "adjourn adjourned afternoon ailed alien alike alive alternate alternative alternatively alternatives angels archive arrow asset \
    attorney auburn bacon baths begun belly birth blade blame bones books born bother brain brake broken brothers burner burning candy \
    career carers caring carnival carry cells clerk coin colon concern concerned concerning concerns corn corners daily dairy dates \
    deep dense diary dine doll dolls draw earn earned earning earnings eastern elder elected eleven eternal even event external fairly \
    fallen ferry files formal former forms furnished furniture games gives govern governance governing government governor hairy handy \
    harder hence hills hobby holes homes hurry internal international internationally internet internship jokes journal journalist \
    journalists journals kernel killer kills laid lately learned learners learning lever liver lunch mail margin marine marital marker \
    marry mart maternity modern months moral morning mouth names narrow normal northern older ones organ overnight paid panel panels \
    panic parry parts party pattern patterns peer peers person petty pieces pills played plenty poll polls poster pottery pretty rally \
    rates rather reach reading return returned returning returns rover sale scout sells shade shake shame shape share shared sharing \
    silly sinned sixth sorry southern spoken stared stated stayed stern stored stores style surname taken teach tells tenth these \
    thorn tiles token tones torn tournament toward tower tuner turn turned turning turns username vary walls wants warn warned warning \
    warnings warrant wary watt weary weight western wilderness witness worn worry written yarn yields zones";

static COMMON: LazyLock<HashSet<&'static str>> = LazyLock::new(|| WORDS.split(' ').collect());
static ORDINARY: LazyLock<HashSet<&'static str>> = LazyLock::new(|| BESIDE_NAMES.split(' ').chain(WORDS.split(' ')).collect());

/// Whether a word without capitals and accents is a word like any other, and so a name only with a capital that nothing else explains. What
/// has one or two letters is too many other things to be known for a name by itself.
pub(super) fn is_a_word(folded: &str) -> bool {
    // Scripts without capitals write whole names in two letters.
    (folded.len() <= 2) || COMMON.contains(folded)
}

/// Whether a word like any other is more often a name, so that it is one in lower case as well.
pub(super) fn is_mainly_a_name(folded: &str) -> bool {
    MAINLY_NAMES.split(' ').any(|name| name == folded)
}

/// Whether a word without capitals and accents is a word that somebody might take for a misspelt name.
pub(super) fn is_ordinary(folded: &str) -> bool {
    ORDINARY.contains(folded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_in_order_and_name_nothing_twice() {
        for list in [WORDS, BESIDE_NAMES] {
            let words: Vec<&str> = list.split(' ').collect();
            assert!(words.windows(2).all(|pair| pair[0] < pair[1]));
            assert!(words.iter().all(|word| word.bytes().all(|byte| byte.is_ascii_lowercase())));
        }
        assert!(!BESIDE_NAMES.split(' ').any(is_a_word), "a word stands in one list");
        assert!(MAINLY_NAMES.split(' ').all(is_a_word) && !is_mainly_a_name("may"));
    }

    #[test]
    fn names_that_are_words_are_known_and_other_names_are_not() {
        for word in [
            "black", "case", "church", "cook", "house", "love", "may", "north", "short", "street", "town", "winter", "wise", "li",
        ] {
            assert!(is_a_word(word), "{word}");
        }
        for name in ["danuta", "callum", "ian", "smith", "jones", "王伟"] {
            assert!(!is_a_word(name), "{name}");
        }
    }
}
