// Asks the server for fragments and for JSON. Knows what an answer can be; not what a page does with it.
export const FRAGMENT = 'text/vnd.watchdesk.fragment+html';

/// Answers { status, ok, html, moved, said }: `html` is null unless the answer is a fragment, `said` a sentence that goes with it,
/// `moved` is the address to go to. Throws only when there is no answer at all.
export async function ask(url, options = {}) {
  const response = await fetch(url, {
    credentials: 'same-origin',
    ...options,
    headers: { Accept: FRAGMENT, ...options.headers },
  });
  const named = response.headers.get('Location');
  const moved = response.redirected ? response.url : named && new URL(named, response.url).href;
  const type = response.headers.get('Content-Type') ?? '';
  const html = !moved && type.includes('html') ? await response.text() : null;
  const said = decodeURIComponent(response.headers.get('Watchdesk-Said') ?? '');
  return { status: response.status, ok: response.ok, html, moved, said };
}

/// Answers what `url` with this in its query says as JSON; null where it is refused, or nothing comes.
export async function askJson(url, query, signal) {
  const place = new URL(url, location.href);
  for (const [name, value] of Object.entries(query)) place.searchParams.set(name, value);
  try {
    const response = await fetch(place, { credentials: 'same-origin', headers: { Accept: 'application/json' }, signal });
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}

/// A page answered in place of a fragment must not be swapped into another page.
export function isFragment(html) {
  return html !== null && !/^\s*<!doctype/i.test(html);
}
