//! html5gum's events, turned into what [`super::feed`] takes.

use super::feed::Feed;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Doctype, Token, TokenSink};
use html5gum::emitters::callback::{Callback, CallbackEmitter, CallbackEvent};
use html5gum::{Emitter, ForwardingEmitter, Span, State};
use std::convert::Infallible;

/// An emitter that hands everything to the feed.
pub(super) fn emitter(feed: &mut Feed) -> Spans<'_> {
    Spans { inner: CallbackEmitter::new(Events(feed)) }
}

/// html5gum's events, on their way to the feed.
pub(super) struct Events<'a>(&'a mut Feed);

impl Callback<Infallible, usize> for Events<'_> {
    fn handle_event(&mut self, event: CallbackEvent<'_>, span: Span<usize>) -> Option<Infallible> {
        let feed = &mut *self.0;
        if feed.stopped {
            return None;
        }
        let string = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        match event {
            CallbackEvent::OpenStartTag { name } => {
                feed.name = string(name);
                feed.start = span.start;
                feed.drop_attributes();
            }
            CallbackEvent::AttributeName { name } => {
                let name = string(name);
                feed.takes_value = feed.is_new(&name);
                if feed.takes_value {
                    feed.attrs.push((name.into(), "".into()));
                }
            }
            CallbackEvent::AttributeValue { value } => {
                if feed.takes_value
                    && let Some((_, last)) = feed.attrs.last_mut()
                {
                    *last = string(value).into_boxed_str();
                }
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                let name = std::mem::take(&mut feed.name);
                feed.start_tag(name, self_closing, feed.start..span.end);
            }
            CallbackEvent::EndTag { name } => {
                feed.drop_attributes();
                feed.end_tag(string(name), span.start..span.end);
            }
            CallbackEvent::String { value } => feed.text(value, span.start..span.end),
            CallbackEvent::Comment { .. } => {
                feed.process(Token::CommentToken(StrTendril::new()), span.start..span.end, "");
            }
            CallbackEvent::Doctype { name, public_identifier, system_identifier, force_quirks } => {
                let tendril = |bytes: &[u8]| StrTendril::from(&*String::from_utf8_lossy(bytes));
                let doctype = Doctype {
                    name: Some(name).filter(|name| !name.is_empty()).map(tendril),
                    public_id: public_identifier.map(tendril),
                    system_id: system_identifier.map(tendril),
                    force_quirks,
                };
                feed.process(Token::DoctypeToken(doctype), span.start..span.end, "");
            }
            CallbackEvent::Error(_) => {}
        }
        None
    }
}

/// The emitter: html5gum's own, but the tree builder decides on the tokenizer's state.
pub(super) struct Spans<'a> {
    inner: CallbackEmitter<Events<'a>, Infallible, usize>,
}

impl ForwardingEmitter for Spans<'_> {
    type Token = Infallible;

    fn inner(&mut self) -> &mut impl Emitter<Token = Infallible> {
        &mut self.inner
    }

    fn should_emit_errors(&mut self) -> bool {
        false
    }

    fn emit_current_tag(&mut self) -> Option<State> {
        self.inner.callback_mut().0.next_state = None;
        let _ = self.inner.emit_current_tag();
        let state = self.inner.callback_mut().0.next_state.take();
        if state.is_some() {
            self.inner.init_string();
        }
        state
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&mut self) -> bool {
        self.inner.callback_mut().0.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}
