// Refreshes `[data-live="topic …"]` from its `data-live-url` when the server says that a topic changed.
// One event stream per browser: the tab that holds the lock listens and tells the others.
import { ask, isFragment } from './net.js';
import { isDirty, sinceOwnChange } from './forms.js';
import { parse, swap } from './swap.js';

const NAME = 'watchdesk-live';
const BUNDLE = 300; // ms: several changes at once cost one request
const LATER = 60000; // ms before a refused stream is tried again
const address = document.body.dataset.liveSource;
const stale = new Set();
const told = new WeakSet(); // which of them say so already
let timer;

if (address) start();

function start() {
  const channel = 'BroadcastChannel' in window ? new BroadcastChannel(NAME) : null;
  channel?.addEventListener('message', ({ data }) => changed(data));
  const tell = (news) => {
    channel?.postMessage(news);
    changed(news);
  };
  if (navigator.locks && channel) {
    navigator.locks.request(NAME, () => new Promise(() => listen(tell)));
  } else {
    onlyWhileVisible(tell);
  }
  document.addEventListener('visibilitychange', soon);
  document.addEventListener('focusout', soon);
  document.addEventListener('click', take);
}

function listen(tell) {
  let opened = false;
  const stream = new EventSource(address);
  stream.onmessage = ({ data }) => tell(JSON.parse(data));
  stream.onopen = () => {
    if (opened) tell({ topics: ['*'] }); // what was missed meanwhile is not known
    opened = true;
  };
  stream.onerror = () => {
    if (stream.readyState === EventSource.CLOSED) setTimeout(() => listen(tell), LATER + Math.random() * LATER);
  };
  return stream;
}

// Locks need a secure address. Without them hidden tabs let go, since a browser allows six connections in all.
function onlyWhileVisible(tell) {
  let stream = document.hidden ? null : listen(tell);
  document.addEventListener('visibilitychange', () => {
    stream?.close();
    stream = document.hidden ? null : listen(tell);
    if (stream) changed({ topics: ['*'] });
  });
}

/// `news` is { topics: ["tickets", …], by: user name of who did it }.
function changed(news) {
  const mine = news.by !== undefined && news.by === document.body.dataset.me && sinceOwnChange() < 5000;
  for (const element of document.querySelectorAll('[data-live][data-live-url]')) {
    const topics = element.dataset.live.split(' ');
    const meant = news.topics.some((topic) => topic === '*' || topics.includes(topic));
    if (!meant || (mine && element.dataset.liveOffer)) continue;
    stale.add(element);
    told.delete(element);
  }
  soon();
}

function soon() {
  if (!stale.size || document.hidden) return;
  clearTimeout(timer);
  timer = setTimeout(refreshAll, BUNDLE + Math.random() * BUNDLE);
}

function refreshAll() {
  for (const element of [...stale]) {
    if (!element.isConnected) stale.delete(element);
    else if (offerInstead(element)) stale.delete(element);
    else if (isHeld(element)) announce(element);
    else {
      stale.delete(element);
      refresh(element);
    }
  }
}

// A row must not slip from under the pointer: the list then only says that it has changed.
function offerInstead(element) {
  const offer = element.dataset.liveOffer && element.querySelector(element.dataset.liveOffer);
  if (!offer) return false;
  const inUse = element.matches(':hover, :focus-within') || isHeld(element);
  if (inUse) offer.hidden = false;
  return inUse;
}

// Somebody types here: the page stays as it is, and says who changed what it shows, in the words of the newest part.
async function announce(element) {
  const place = element.querySelector('[data-live-news]');
  if (!place || told.has(element)) return;
  told.add(element);
  try {
    const answer = await ask(element.dataset.liveUrl);
    if (!answer.ok || !isFragment(answer.html)) return;
    const fresh = parse(answer.html).firstElementChild;
    if (!fresh || fresh.dataset.liveVersion === element.dataset.liveVersion) return;
    const news = fresh.querySelector('[data-live-note]');
    news.hidden = false;
    place.replaceChildren(news);
  } catch { /* the next news, or the answer to what is typed, brings it */ }
}

function isHeld(element) {
  const active = document.activeElement;
  return isDirty(element) || element.querySelector('.editor') !== null
    || (element.contains(active) && active.matches('input:not([type="file"]), textarea, select'));
}

function take({ target }) {
  const element = target.closest?.('[data-live-take]')?.closest('[data-live-url]');
  const may = target.closest?.('[data-live-note]') !== null; // asked for over words, which stay
  if (!element || (!may && isDirty(element))) return;
  const written = may && element.querySelector('form[data-dirty] textarea')?.id;
  refresh(element, may).then(() => { if (written) document.getElementById(written)?.focus({ preventScroll: true }); });
}

async function refresh(element, may = false) {
  try {
    const answer = await ask(element.dataset.liveUrl);
    if (answer.ok && isFragment(answer.html) && element.isConnected && (may || !isDirty(element))) swap(element, answer.html);
  } catch { /* the next news, or the next page, brings it */ }
}
