//! Disclosing: forms that send their answers in an address, or to hosts that are not the city's.

use super::policy::Text;

/// The host that an `action` sends to; `None` for the page's own.
pub(super) fn host(action: &str) -> Option<String> {
    // Browsers drop tabs and line breaks, and take a backslash for a slash.
    let action: String = action
        .trim()
        .chars()
        .filter(|c| !c.is_ascii_control())
        .map(|c| if c == '\\' { '/' } else { c })
        .collect();
    let (scheme, rest) = match action.find([':', '/', '?', '#']) {
        Some(at) if action.as_bytes().get(at) == Some(&b':') => (action.get(..at)?, action.get(at + 1..)?),
        _ => ("", action.as_str()),
    };
    if scheme.eq_ignore_ascii_case("mailto") {
        let address = rest.split('?').next().unwrap_or("");
        return Some(lower(address.rsplit('@').next().unwrap_or("")));
    }
    let web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    // `https:path` is relative too, but so rarely meant that way that it is treated as a host.
    let rest = match (web, scheme.is_empty(), rest.starts_with("//")) {
        (true, ..) | (_, true, true) => rest.trim_start_matches('/'),
        _ => return None,
    };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or("");
    let host = authority.rsplit('@').next().unwrap_or("");
    // A port follows the last colon, unless that stands within an IPv6 address.
    let host = match host.rfind(':') {
        Some(at) if host.rfind(']') < Some(at) => host.get(..at)?,
        _ => host,
    };
    Some(lower(host.trim_end_matches('.')))
}

/// Whether a host is one of the city's, or below one.
pub(super) fn is_own(host: &str, own: &[Text]) -> bool {
    own.iter().any(|own| {
        let own = own.strip_prefix("*.").unwrap_or(own);
        let Some((above, below)) = host.len().checked_sub(own.len()).and_then(|at| host.split_at_checked(at))
        else {
            return false;
        };
        below.eq_ignore_ascii_case(own) && (above.is_empty() || above.ends_with('.'))
    })
}

fn lower(host: &str) -> String {
    host.trim().to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::{host, is_own};

    #[test]
    fn tells_the_city_from_third_parties() {
        let rows = [
            ("", None),
            ("/apply", None),
            ("apply.php?next=http://x.example/", None),
            ("?a:b", None),
            ("#top", None),
            ("javascript:void(0)", None),
            ("https://www.HartfordCT.gov/apply", Some(("www.hartfordct.gov", true))),
            ("http://hartfordct.gov:8080", Some(("hartfordct.gov", true))),
            ("https://hartfordct.gov.", Some(("hartfordct.gov", true))),
            ("https://nothartfordct.gov/", Some(("nothartfordct.gov", false))),
            ("https://hartfordct.gov.evil.example/", Some(("hartfordct.gov.evil.example", false))),
            ("https://hartfordct.gov@evil.example/", Some(("evil.example", false))),
            ("//forms.example/f/1", Some(("forms.example", false))),
            ("\\\\forms.example\\f", Some(("forms.example", false))),
            ("ht\ntps://forms.example", Some(("forms.example", false))),
            ("https://[::1]:80/x", Some(("[::1]", false))),
            ("mailto:clerk@hartfordct.gov?subject=x", Some(("hartfordct.gov", true))),
            ("mailto:a@forms.example", Some(("forms.example", false))),
        ];
        for (action, expected) in rows {
            let found = host(action);
            assert_eq!(found.as_deref(), expected.map(|(host, _)| host), "{action}");
            if let (Some(found), Some((_, own))) = (found, expected) {
                assert_eq!(is_own(&found, &["hartfordct.gov".into()]), own, "{action}");
            }
        }
    }
}
