// Sends files, a request for each, and shows how far each has come. Knows nothing of where they were taken from.
import { FRAGMENT, isFragment } from './net.js';
import { onContent, parse, speak, swap } from './swap.js';

const AT_ONCE = 3;
const uploads = new Set(); // { file, name, to, said, key, row, request, failed }
const waiting = new Map(); // where to -> called when nothing is on its way there any more

const model = (zone) => zone.querySelector('template[data-upload]');
const phrase = (said, key, name) => (said[key] ?? '').replace('{name}', name);
/// The words of a place where files are added, under this key.
export const words = (zone, key, name) => phrase(model(zone).dataset, key, name);
/// What is on its way, to this place or to any.
export const running = (zone) => [...uploads].filter((upload) => !upload.failed && (!zone || upload.to === zone.dataset.files));

/// Calls `then` as soon as everything is at this place; never, if something fails.
export function whenDone(zone, then) {
  waiting.set(zone.dataset.files, then);
}

// The page may have been drawn anew, or the place may be closed for now.
const zoneOf = (upload) => document.querySelector(`[data-files="${CSS.escape(upload.to)}"]`);

// A page that is drawn anew, by an answer or by what a colleague did, goes on showing what is on its way.
onContent((root) => {
  for (const zone of root.querySelectorAll('[data-files]')) {
    const rows = [...uploads].filter((upload) => upload.to === zone.dataset.files).map((upload) => upload.row);
    zone.querySelector('[data-uploading]').append(...rows);
  }
});

addEventListener('beforeunload', (event) => { if (running().length) event.preventDefault(); });

/// Sends a file under this name to a place.
export function upload(file, name, zone) {
  const row = model(zone).content.firstElementChild.cloneNode(true);
  const one = { file, name, to: zone.dataset.files, said: model(zone).dataset, key: uuid(), row };
  row.querySelector('.file-name').textContent = name;
  row.querySelector('progress').setAttribute('aria-label', phrase(one.said, 'sending', name));
  row.querySelector('[data-cancel]').addEventListener('click', () => cancel(one));
  row.querySelector('[data-again]').addEventListener('click', () => again(one));
  zone.querySelector('[data-uploading]').append(row);
  uploads.add(one);
  if (file.size === 0) return fail(one, one.said.empty);
  if (file.size > Number(one.said.limit)) return fail(one, one.said.tooLarge);
  speak(phrase(one.said, 'sending', name));
  pump();
}

function pump() {
  const free = AT_ONCE - running().filter((upload) => upload.request).length;
  for (const upload of running().filter((waiting) => !waiting.request).slice(0, free)) send(upload);
}

function send(upload) {
  const request = upload.request = new XMLHttpRequest();
  const [bar, note] = [upload.row.querySelector('progress'), upload.row.querySelector('[data-note]')];
  const to = new URL(upload.to, location.href);
  to.searchParams.set('name', upload.name);
  request.open('POST', to);
  request.setRequestHeader('Accept', FRAGMENT);
  request.setRequestHeader('Content-Type', 'application/octet-stream');
  request.setRequestHeader('Idempotency-Key', upload.key);
  request.upload.addEventListener('progress', ({ loaded, total }) => {
    bar.value = loaded / total;
    note.textContent = loaded === total ? upload.said.drawing : new Intl.NumberFormat(document.documentElement.lang, { style: 'percent' }).format(loaded / total);
  });
  request.addEventListener('load', () => settle(upload, request));
  request.addEventListener('error', () => fail(upload, document.body.dataset.offline, true));
  request.send(upload.file);
}

function settle(upload, { status, responseText: html }) {
  if (!isFragment(html) || status >= 300) {
    const said = isFragment(html) && parse(html).querySelector('[role="alert"], .notice')?.textContent.trim();
    return fail(upload, said || upload.said.failed, status >= 500);
  }
  leave(upload);
  const zone = zoneOf(upload);
  if (zone?.dataset.target) swap(document.querySelector(zone.dataset.target), html);
  else if (zone) show(zone, parse(html));
  speak(phrase(upload.said, 'done', upload.name));
  goOn(upload.to);
}

// A place that was opened meanwhile may have it already.
function show(zone, content) {
  const there = (file) => zone.querySelector(`#${CSS.escape(file.id)}`);
  zone.querySelector('[data-uploaded]').append(...[...content.children].filter((file) => !there(file)));
}

function fail(upload, why, mayTryAgain = false) {
  upload.failed = true;
  upload.row.dataset.failed = '';
  upload.row.querySelector('progress').hidden = true;
  upload.row.querySelector('[data-again]').hidden = !mayTryAgain;
  upload.row.querySelector('[data-note]').textContent = why;
  speak(`${upload.name}: ${why}`);
  waiting.delete(upload.to);
  pump();
}

function again(upload) {
  Object.assign(upload, { failed: false, request: null });
  delete upload.row.dataset.failed;
  upload.row.querySelector('progress').hidden = false;
  upload.row.querySelector('[data-again]').hidden = true;
  pump();
}

function cancel(upload) {
  upload.request?.abort();
  leave(upload);
  goOn(upload.to);
}

function leave(upload) {
  uploads.delete(upload);
  if (upload.row.contains(document.activeElement)) zoneOf(upload)?.querySelector('input[type="file"]').focus();
  upload.row.remove();
}

function goOn(to) {
  pump();
  if (running().some((upload) => upload.to === to)) return;
  const then = waiting.get(to);
  waiting.delete(to);
  then?.();
}

// Browsers make one themselves only where the page came over TLS.
function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return [...bytes].map((byte, at) => ([4, 6, 8, 10].includes(at) ? '-' : '') + byte.toString(16).padStart(2, '0')).join('');
}
