// Sends files, a request for each, and shows how far each has come. Knows nothing of where they were taken from.
import { FRAGMENT, isFragment } from './net.js';
import { onContent, parse, speak, swap } from './swap.js';

const AT_ONCE = 3;
const uploads = new Set(); // { file, name, key, row, request, failed }
let waiting = null; // called when nothing is on its way any more

/// The place of the page where files are added, if it has one.
export const zone = () => document.querySelector('[data-files]');
const model = () => zone()?.querySelector('template[data-upload]');
/// Its words under this key.
export const words = (key, name) => (model()?.dataset[key] ?? '').replace('{name}', name);
/// What is on its way.
export const running = () => [...uploads].filter((upload) => !upload.failed);

/// Calls `then` as soon as everything is there; never, if something fails.
export function whenDone(then) {
  waiting = then;
}

// A page that is drawn anew, by an answer or by what a colleague did, goes on showing what is on its way.
onContent((root) => {
  const list = root.querySelector('[data-uploading]');
  if (list) list.append(...[...uploads].map((upload) => upload.row));
});

addEventListener('beforeunload', (event) => { if (running().length) event.preventDefault(); });

/// Sends a file under this name.
export function upload(file, name) {
  const row = model().content.firstElementChild.cloneNode(true);
  const one = { file, name, key: uuid(), row };
  row.querySelector('.file-name').textContent = name;
  row.querySelector('progress').setAttribute('aria-label', words('sending', name));
  row.querySelector('[data-cancel]').addEventListener('click', () => cancel(one));
  row.querySelector('[data-again]').addEventListener('click', () => again(one));
  zone().querySelector('[data-uploading]').append(row);
  uploads.add(one);
  if (file.size === 0) return fail(one, words('empty'));
  if (file.size > Number(model().dataset.limit)) return fail(one, words('tooLarge'));
  speak(words('sending', name));
  pump();
}

function pump() {
  const free = AT_ONCE - running().filter((upload) => upload.request).length;
  for (const upload of running().filter((waiting) => !waiting.request).slice(0, free)) send(upload);
}

function send(upload) {
  const request = upload.request = new XMLHttpRequest();
  const [bar, note] = [upload.row.querySelector('progress'), upload.row.querySelector('[data-note]')];
  const to = new URL(zone().dataset.files, location.href);
  to.searchParams.set('name', upload.name);
  request.open('POST', to);
  request.setRequestHeader('Accept', FRAGMENT);
  request.setRequestHeader('Content-Type', 'application/octet-stream');
  request.setRequestHeader('Idempotency-Key', upload.key);
  request.upload.addEventListener('progress', ({ loaded, total }) => {
    bar.value = loaded / total;
    note.textContent = loaded === total ? words('drawing') : new Intl.NumberFormat(document.documentElement.lang, { style: 'percent' }).format(loaded / total);
  });
  request.addEventListener('load', () => settle(upload, request));
  request.addEventListener('error', () => fail(upload, document.body.dataset.offline, true));
  request.send(upload.file);
}

function settle(upload, { status, responseText: html }) {
  if (!isFragment(html) || status >= 300) {
    const said = isFragment(html) && parse(html).querySelector('[role="alert"], .notice')?.textContent.trim();
    return fail(upload, said || words('failed'), status >= 500);
  }
  leave(upload);
  if (zone().dataset.target) swap(document.querySelector(zone().dataset.target), html);
  else zone().querySelector('[data-uploaded]').append(parse(html));
  speak(words('done', upload.name));
  goOn();
}

function fail(upload, why, mayTryAgain = false) {
  upload.failed = true;
  upload.row.dataset.failed = '';
  upload.row.querySelector('progress').hidden = true;
  upload.row.querySelector('[data-again]').hidden = !mayTryAgain;
  upload.row.querySelector('[data-note]').textContent = why;
  speak(`${upload.name}: ${why}`);
  waiting = null;
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
  goOn();
}

function leave(upload) {
  uploads.delete(upload);
  if (upload.row.contains(document.activeElement)) zone().querySelector('input[type="file"]').focus();
  upload.row.remove();
}

function goOn() {
  pump();
  if (running().length) return;
  const then = waiting;
  waiting = null;
  then?.();
}

// Browsers make one themselves only where the page came over TLS.
function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return [...bytes].map((byte, at) => ([4, 6, 8, 10].includes(at) ? '-' : '') + byte.toString(16).padStart(2, '0')).join('');
}
