//! The table that came with a request: the file of a form, or the body itself. It must not know what the columns mean.

use super::{Gates, Limits, Sheet, SheetFault, read_bytes};
use crate::platform::failure::Failure;
use crate::platform::files::safe_name;
use crate::platform::refusal::Refusal;
use crate::platform::web::form::media_type;
use crate::platform::web::multipart::{FormParts, Part};
use axum::extract::Request;
use futures_util::{Stream, StreamExt, TryStreamExt};

/// A table and the name of its file.
#[derive(Debug)]
pub struct Uploaded {
    /// As its sender calls it, made harmless.
    pub name: String,
    /// What is in it.
    pub sheet: Sheet,
}

/// Reads the table of a request, in its turn; `name` is what the file is called where the body is the file itself.
///
/// # Errors
/// At the field `file`: there is none, it cannot be read, or too many wait already; a body that broke off.
pub async fn uploaded(request: Request, name: &str, limits: Limits, gates: &Gates) -> Result<Uploaded, Failure> {
    let (name, bytes) = match media_type(request.headers()).as_str() {
        "multipart/form-data" => of_form(request, &limits).await?,
        _ => {
            let body = request.into_body().into_data_stream();
            let body = body.map_err(|_| Refusal::invalid_whole("web-body-broken"));
            (name.to_owned(), gathered(body, &limits).await?)
        }
    };
    if bytes.is_empty() && name.is_empty() {
        return Err(Refusal::invalid("file", "sheet-choose").into());
    }
    let name = if name.is_empty() { name } else { safe_name(&name) };
    let called = name.clone();
    let turn = gates.reading().await?;
    let read = move || {
        // Whoever has given up does not let the next one in beside their file.
        let _turn = turn;
        read_bytes(&called, bytes, &limits)
    };
    let read = tokio::task::spawn_blocking(read).await;
    let sheet = read.map_err(anyhow::Error::from)?.map_err(|fault| fault.at("file"))?;
    Ok(Uploaded { name, sheet })
}

/// The first file of the form; what else is in it is for nobody.
async fn of_form(request: Request, limits: &Limits) -> Result<(String, Vec<u8>), Failure> {
    let mut parts = FormParts::of(request).await?;
    while let Some(part) = parts.next().await? {
        if let Part::File(name, content) = part {
            return Ok((name, gathered(content, limits).await?));
        }
    }
    Ok((String::new(), Vec::new()))
}

async fn gathered<E>(
    content: impl Stream<Item = Result<bytes::Bytes, E>> + Send,
    limits: &Limits,
) -> Result<Vec<u8>, Failure>
where
    Failure: From<E>,
{
    let mut content = std::pin::pin!(content);
    let mut bytes = Vec::new();
    while let Some(piece) = content.next().await {
        bytes.extend_from_slice(&piece?);
        if bytes.len() as u64 > limits.file_bytes {
            return Err(SheetFault::FileTooLarge { max: limits.file_bytes }.at("file").into());
        }
    }
    Ok(bytes)
}
