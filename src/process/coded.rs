//! Enumerations with a code for the database and a label for people.

/// `base::text_enum!` with a label for each value. The code is stored, sent by the API and printed in golden files, and never
/// changes once a release has stored it; the label is what people read.
macro_rules! coded {
    (
        $(#[$meta:meta])*
        $name:ident;
        $( $(#[$variant_meta:meta])* $variant:ident = $code:literal, $label:literal; )+
    ) => {
        $crate::base::text_enum! {
            $(#[$meta])*
            pub enum $name {
                $( $(#[$variant_meta])* #[doc = $label] $variant = $code ),+
            }
        }

        impl $name {
            /// The stable text for the database, the API and the golden files.
            #[must_use]
            pub const fn code(self) -> &'static str {
                self.as_str()
            }

            /// What people read.
            #[must_use]
            pub const fn label(self) -> &'static str {
                match self { $( Self::$variant => $label, )+ }
            }
        }

        // So that every slice can bind a code and read it back; declared here because it may be declared only once.
        $crate::store::keep_code!($name);
    };
}

pub(crate) use coded;
