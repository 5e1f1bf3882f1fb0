//! From the bytes of a request to values: urlencoded forms and multipart forms with files.

use futures_util::stream;

use super::Filled;

/// A file that came with a form. Its name and type are what the sender claims and nothing more.
#[derive(Clone)]
pub struct Upload {
    /// The field's name.
    pub field: String,
    /// The file's name as sent, without any folder.
    pub file_name: String,
    /// The media type as claimed.
    pub claimed_type: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for Upload {
    /// Names the field and the size only: a file's name may name a person.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Upload({}, {} bytes)", self.field, self.bytes.len())
    }
}

/// A body that is no form.
#[derive(Debug, thiserror::Error)]
pub enum BodyError {
    /// The media type is neither of the two that forms send.
    #[error("a form is sent as application/x-www-form-urlencoded or multipart/form-data")]
    NotAForm,
    /// The multipart body does not hold together.
    #[error("the form did not arrive whole")]
    Broken,
}

/// Fields and files that one form may hold; far above any of ours, far below what would cost memory.
const MOST_PARTS: usize = 2_000;

impl Filled {
    /// Reads an urlencoded body or a query string. Bytes that are no UTF-8 become the replacement character.
    pub fn from_urlencoded(bytes: &[u8]) -> Filled {
        let values = form_urlencoded::parse(bytes).take(MOST_PARTS);
        Filled { values: values.map(|(name, value)| (name.into_owned(), line_ends(&value))).collect(), ..Filled::default() }
    }

    /// Reads a body by its media type.
    pub async fn from_body(media_type: &str, bytes: Vec<u8>) -> Result<Filled, BodyError> {
        if media_type.starts_with("application/x-www-form-urlencoded") {
            return Ok(Filled::from_urlencoded(&bytes));
        }
        let boundary = multer::parse_boundary(media_type).map_err(|_| BodyError::NotAForm)?;
        let body = stream::iter([Ok::<_, std::convert::Infallible>(bytes)]);
        let mut parts = multer::Multipart::new(body, boundary);
        let mut filled = Filled::default();
        while let Some(part) = parts.next_field().await.map_err(|_| BodyError::Broken)? {
            if filled.values.len() + filled.uploads.len() == MOST_PARTS {
                return Err(BodyError::Broken);
            }
            filled.take_part(part).await?;
        }
        Ok(filled)
    }

    async fn take_part(&mut self, part: multer::Field<'_>) -> Result<(), BodyError> {
        let Some(field) = part.name().map(str::to_owned) else { return Ok(()) };
        let Some(file_name) = part.file_name().map(bare_name) else {
            let bytes = part.bytes().await.map_err(|_| BodyError::Broken)?;
            self.values.push((field, line_ends(&String::from_utf8_lossy(&bytes))));
            return Ok(());
        };
        let claimed_type = part.content_type().map(ToString::to_string).unwrap_or_default();
        let bytes = part.bytes().await.map_err(|_| BodyError::Broken)?.to_vec();
        // A browser sends an empty part without a name when no file was chosen.
        if !(file_name.is_empty() && bytes.is_empty()) {
            self.uploads.push(Upload { field, file_name, claimed_type, bytes });
        }
        Ok(())
    }
}

/// Forms send CR LF for every line end; we keep LF.
fn line_ends(value: &str) -> String {
    value.replace("\r\n", "\n").replace('\r', "\n")
}

/// The last part of a path, whichever way its slashes lean.
fn bare_name(sent: &str) -> String {
    sent.rsplit(['/', '\\']).next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_form_with_a_file_is_read_whole() {
        let body = "--b\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\none\r\ntwo\r\n--b\r\n\
            Content-Disposition: form-data; name=\"f\"; filename=\"..\\\\x/letter.pdf\"\r\nContent-Type: application/pdf\r\n\r\n%PDF\r\n--b\r\n\
            Content-Disposition: form-data; name=\"g\"; filename=\"\"\r\nContent-Type: application/octet-stream\r\n\r\n\r\n--b--\r\n";
        let f = Filled::from_body("multipart/form-data; boundary=b", body.into()).await.expect("a form");
        assert_eq!(f.get("note"), "one\ntwo");
        let sent = f.upload("f").expect("a file");
        assert_eq!((sent.file_name.as_str(), sent.bytes.as_slice()), ("letter.pdf", b"%PDF".as_slice()));
        assert!(f.upload("g").is_none());
    }

    #[tokio::test]
    async fn what_is_no_form_is_refused() {
        assert!(matches!(Filled::from_body("text/xml", vec![]).await, Err(BodyError::NotAForm)));
        assert!(matches!(
            Filled::from_body("multipart/form-data; boundary=b", b"--b\r\nxx".to_vec()).await,
            Err(BodyError::Broken)
        ));
    }
}
