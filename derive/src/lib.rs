//! `#[derive(FromRow)]`: each field of a struct is read from the column of its name. It knows no engine.

use proc_macro::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput, Error, Field, Fields, Result, parse_macro_input};

/// Reads a struct from a row of the database, each field from the column of its name.
///
/// A field with `#[row(nested)]` is a struct that is read from the same row.
#[proc_macro_derive(FromRow, attributes(row))]
pub fn from_row(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    implemented(&input).unwrap_or_else(Error::into_compile_error).into()
}

fn implemented(input: &DeriveInput) -> Result<proc_macro2::TokenStream> {
    let name = &input.ident;
    let Data::Struct(data) = &input.data else {
        return Err(Error::new_spanned(name, "only a struct is read from a row"));
    };
    let Fields::Named(fields) = &data.fields else {
        return Err(Error::new_spanned(name, "a column is found by the name of its field"));
    };
    let reads = fields.named.iter().map(read).collect::<Result<Vec<_>>>()?;
    let (generics, arguments, bounds) = input.generics.split_for_impl();
    Ok(quote! {
        impl #generics ::watchdesk::platform::db::FromRow for #name #arguments #bounds {
            fn from_row(
                row: &mut ::watchdesk::platform::db::Row<'_>,
            ) -> ::core::result::Result<Self, ::watchdesk::platform::db::DbErr> {
                Ok(Self { #(#reads),* })
            }
        }
    })
}

fn read(field: &Field) -> Result<proc_macro2::TokenStream> {
    let Some(name) = &field.ident else {
        return Err(Error::new_spanned(field, "a column is found by the name of its field"));
    };
    let mut nested = false;
    for attribute in field.attrs.iter().filter(|attribute| attribute.path().is_ident("row")) {
        attribute.parse_nested_meta(|meta| {
            nested = meta.path.is_ident("nested");
            if nested { Ok(()) } else { Err(meta.error("expected `nested`")) }
        })?;
    }
    if nested {
        return Ok(quote! { #name: ::watchdesk::platform::db::FromRow::from_row(row)? });
    }
    let column = name.to_string();
    let column = column.trim_start_matches("r#");
    Ok(quote! { #name: row.get(#column)? })
}
