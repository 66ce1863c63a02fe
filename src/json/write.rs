//! Writing JSON: only what reports need.

use std::fmt::{self, Display};

use serde::ser::{self, Impossible, Serialize, Serializer};

/// The value as JSON text.
pub fn to_json(value: &(impl Serialize + ?Sized)) -> Result<String, Unsupported> {
    let mut out = String::new();
    value.serialize(Writer { out: &mut out })?;
    Ok(out)
}

/// A value of a kind that this writer does not write.
#[derive(Debug)]
pub struct Unsupported;

impl Display for Unsupported {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value that JSON of reports cannot hold")
    }
}

impl std::error::Error for Unsupported {}

impl ser::Error for Unsupported {
    fn custom<T: Display>(_: T) -> Self {
        Unsupported
    }
}

fn write_text(out: &mut String, text: &str) {
    out.push('"');
    let mut written = 0;
    for (at, byte) in text.bytes().enumerate() {
        if byte >= 0x20 && byte != b'"' && byte != b'\\' {
            continue;
        }
        out.push_str(text.get(written..at).unwrap_or_default());
        written = at + 1;
        match byte {
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            _ => {
                out.push_str("\\u00");
                out.push(if byte < 0x10 { '0' } else { '1' });
                out.push(char::from_digit(u32::from(byte & 15), 16).unwrap_or('0'));
            }
        }
    }
    out.push_str(text.get(written..).unwrap_or_default());
    out.push('"');
}

struct Writer<'a> {
    out: &'a mut String,
}

/// A list or an object that is being written.
struct Group<'a> {
    out: &'a mut String,
    begun: bool,
    close: char,
}

impl<'a> Writer<'a> {
    fn group(self, open: char, close: char) -> Result<Group<'a>, Unsupported> {
        self.out.push(open);
        Ok(Group { out: self.out, begun: false, close })
    }

    fn word(self, word: &str) -> Result<(), Unsupported> {
        self.out.push_str(word);
        Ok(())
    }
}

impl Group<'_> {
    fn comma(&mut self) {
        if self.begun {
            self.out.push(',');
        }
        self.begun = true;
    }

    fn value(&mut self, value: &(impl Serialize + ?Sized)) -> Result<(), Unsupported> {
        value.serialize(Writer { out: self.out })
    }

    fn end(self) -> Result<(), Unsupported> {
        self.out.push(self.close);
        Ok(())
    }
}

impl<'a> Serializer for Writer<'a> {
    type Ok = ();
    type Error = Unsupported;
    type SerializeSeq = Group<'a>;
    type SerializeTuple = Group<'a>;
    type SerializeTupleStruct = Group<'a>;
    type SerializeTupleVariant = Impossible<(), Unsupported>;
    type SerializeMap = Group<'a>;
    type SerializeStruct = Group<'a>;
    type SerializeStructVariant = Impossible<(), Unsupported>;

    fn serialize_bool(self, value: bool) -> Result<(), Unsupported> {
        self.word(if value { "true" } else { "false" })
    }
    fn serialize_i8(self, value: i8) -> Result<(), Unsupported> {
        self.serialize_i64(value.into())
    }
    fn serialize_i16(self, value: i16) -> Result<(), Unsupported> {
        self.serialize_i64(value.into())
    }
    fn serialize_i32(self, value: i32) -> Result<(), Unsupported> {
        self.serialize_i64(value.into())
    }
    fn serialize_i64(self, value: i64) -> Result<(), Unsupported> {
        self.word(&value.to_string())
    }
    fn serialize_u8(self, value: u8) -> Result<(), Unsupported> {
        self.serialize_u64(value.into())
    }
    fn serialize_u16(self, value: u16) -> Result<(), Unsupported> {
        self.serialize_u64(value.into())
    }
    fn serialize_u32(self, value: u32) -> Result<(), Unsupported> {
        self.serialize_u64(value.into())
    }
    fn serialize_u64(self, value: u64) -> Result<(), Unsupported> {
        self.word(&value.to_string())
    }
    fn serialize_f32(self, _: f32) -> Result<(), Unsupported> {
        Err(Unsupported)
    }
    fn serialize_f64(self, _: f64) -> Result<(), Unsupported> {
        Err(Unsupported)
    }
    fn serialize_char(self, value: char) -> Result<(), Unsupported> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }
    fn serialize_str(self, value: &str) -> Result<(), Unsupported> {
        write_text(self.out, value);
        Ok(())
    }
    fn serialize_bytes(self, _: &[u8]) -> Result<(), Unsupported> {
        Err(Unsupported)
    }
    fn serialize_none(self) -> Result<(), Unsupported> {
        self.word("null")
    }
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Unsupported> {
        value.serialize(self)
    }
    fn serialize_unit(self) -> Result<(), Unsupported> {
        self.word("null")
    }
    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Unsupported> {
        self.word("null")
    }
    fn serialize_unit_variant(self, _: &'static str, _: u32, name: &'static str) -> Result<(), Unsupported> {
        self.serialize_str(name)
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Unsupported> {
        value.serialize(self)
    }
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), Unsupported> {
        Err(Unsupported)
    }
    fn serialize_seq(self, _: Option<usize>) -> Result<Group<'a>, Unsupported> {
        self.group('[', ']')
    }
    fn serialize_tuple(self, _: usize) -> Result<Group<'a>, Unsupported> {
        self.group('[', ']')
    }
    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Group<'a>, Unsupported> {
        self.group('[', ']')
    }
    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Impossible<(), Unsupported>, Unsupported> {
        Err(Unsupported)
    }
    fn serialize_map(self, _: Option<usize>) -> Result<Group<'a>, Unsupported> {
        self.group('{', '}')
    }
    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Group<'a>, Unsupported> {
        self.group('{', '}')
    }
    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Impossible<(), Unsupported>, Unsupported> {
        Err(Unsupported)
    }
}

macro_rules! lists {
    ($($kind:ident $add:ident,)*) => {$(
        impl ser::$kind for Group<'_> {
            type Ok = ();
            type Error = Unsupported;

            fn $add<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unsupported> {
                self.comma();
                self.value(value)
            }
            fn end(self) -> Result<(), Unsupported> {
                Group::end(self)
            }
        }
    )*};
}

lists! {
    SerializeSeq serialize_element,
    SerializeTuple serialize_element,
    SerializeTupleStruct serialize_field,
}

impl ser::SerializeMap for Group<'_> {
    type Ok = ();
    type Error = Unsupported;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Unsupported> {
        self.comma();
        self.value(key)
    }
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unsupported> {
        self.out.push(':');
        self.value(value)
    }
    fn end(self) -> Result<(), Unsupported> {
        Group::end(self)
    }
}

impl ser::SerializeStruct for Group<'_> {
    type Ok = ();
    type Error = Unsupported;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Unsupported> {
        self.comma();
        self.out.push('"');
        self.out.push_str(name);
        self.out.push_str("\":");
        self.value(value)
    }
    fn end(self) -> Result<(), Unsupported> {
        Group::end(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Category, How};

    #[derive(serde::Serialize)]
    struct Row {
        texts: Vec<&'static str>,
        none: Option<u32>,
        some: Option<i64>,
        truth: bool,
        category: Category,
        how: How,
        pair: (u8, char),
        empty: [u8; 0],
    }

    #[test]
    fn writes_what_reports_hold() {
        let row = Row {
            texts: vec!["", "a \"b\" \\ c", "line\nline\t\u{1f}\0", "ñ€😀"],
            none: None,
            some: Some(-7),
            truth: true,
            category: Category::CrimeWitness,
            how: How::Direct,
            pair: (255, '"'),
            empty: [],
        };
        let text = to_json(&row).unwrap();
        assert_eq!(
            text,
            r#"{"texts":["","a \"b\" \\ c","line\nline\u0009\u001f\u0000","ñ€😀"],"none":null,"some":-7,"truth":true,"category":"crime-witness","how":"direct","pair":[255,"\""],"empty":[]}"#
        );
        assert!(to_json(&1.5).is_err());
    }

    #[test]
    #[cfg(feature = "cli")]
    fn agrees_with_serde_json_on_every_control_character() {
        let text: String = (0..0x90u8).map(char::from).collect();
        let read: String = serde_json::from_str(&to_json(&text).unwrap()).unwrap();
        assert_eq!(read, text);
    }
}
