// Keeps what is typed in `form[data-draft]` on the server. Hidden fields, passwords and files are never sent.
const PAUSE = 800; // ms after the last key
const AGAIN = 5000; // ms after a failure
const HELD = 5000; // ms
const LASTING = 20000; // characters: browsers let 64 KiB outlive their page, whatever they are escaped to
const pending = new Map(); // form -> timer
const asking = new WeakMap(); // form -> AbortController

document.addEventListener('input', ({ target }) => later(target.form, PAUSE));
document.addEventListener('watchdesk:unsent', ({ target }) => later(target, 0));
document.addEventListener('watchdesk:leaving', ({ target }) => { if (pending.has(target)) keep(target, true); });
// What is being sent is no draft any more; the server drops it in the same transaction, and knows by the request key
// a draft that was overtaken on its way.
document.addEventListener('submit', ({ target }) => forget(target));
document.addEventListener('watchdesk:sending', ({ target }) => forget(target));
addEventListener('pagehide', flush);
document.addEventListener('visibilitychange', () => { if (document.hidden) flush(); });

function flush() {
  for (const form of [...pending.keys()]) { hold(form); keep(form, true); }
}

// A page that is loaded again at once is drawn before the server has these words: then this tab gives them back.
function hold(form) {
  try { sessionStorage.setItem(form.dataset.draft, JSON.stringify({ at: Date.now(), fields: fieldsOf(form) })); } catch { /* the server keeps them */ }
}

for (const form of document.querySelectorAll('form[data-draft]')) {
  try {
    const { at, fields } = JSON.parse(sessionStorage.getItem(form.dataset.draft)) ?? {};
    sessionStorage.removeItem(form.dataset.draft);
    if (!(Date.now() - at < HELD)) continue;
    for (const field of form.querySelectorAll('textarea, input:is([type="text"], :not([type]))')) field.value = fields[field.name] ?? field.value;
    later(form, PAUSE);
  } catch { break; } // nothing is kept here
}

function later(form, pause) {
  if (!form?.matches?.('form[data-draft]') || form.dataset.sending !== undefined) return;
  clearTimeout(pending.get(form));
  pending.set(form, setTimeout(() => keep(form), pause));
}

function forget(form) {
  clearTimeout(pending.get(form));
  pending.delete(form);
  asking.get(form)?.abort();
}

/// Keeps it now. Answers whether the server answered: with "kept", or that it will not.
export async function keep(form, leaving = false) {
  forget(form);
  const control = new AbortController();
  asking.set(form, control);
  const body = JSON.stringify({ fields: fieldsOf(form), request_key: form.elements.request_key?.value });
  try {
    const response = await fetch(`/drafts/${encodeURIComponent(form.dataset.draft)}`, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
      body,
      credentials: 'same-origin',
      keepalive: leaving && body.length < LASTING,
      signal: leaving ? undefined : control.signal,
    });
    if (response.ok) note(form, await response.json());
    else if (response.status >= 500) again(form);
    else unkept(form); // too long, or sent already: a page that never heard of it has a key that is spent
    return response.status < 500;
  } catch (error) {
    if (error.name !== 'AbortError') again(form);
    return false;
  }
}

function again(form) {
  if (form.isConnected) later(form, AGAIN);
}

function unkept(form) {
  const place = form.querySelector('[data-draft-note]');
  if (place) place.textContent = document.body.dataset.unkept;
}

// The hour is the server's word: the clock of this machine may stand in another place than the call centre.
function note(form, kept) {
  const place = form.querySelector('[data-draft-note]');
  if (place) place.textContent = (place.dataset.text ?? '').replace('{time}', kept.words);
}

function fieldsOf(form) {
  const fields = {};
  for (const field of form.elements) {
    if (!field.name || !field.matches('textarea, select, input:not([type="hidden"], [type="password"], [type="file"], [type="submit"])')) continue;
    if (field.matches('[type="radio"], [type="checkbox"]') && !field.checked) continue;
    fields[field.name] = field.value;
  }
  return fields;
}
