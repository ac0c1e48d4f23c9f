// Answers what a preview asks for, out of the tab that made it: nothing of it is kept. Keeps the page itself, for when
// there is no connection. `version` and `kept` stand before this: the hash of the page, and the files that it is made of.

const PREVIEW = new URL('preview/', registration.scope).pathname;

/** How long a tab may take to answer, in milliseconds. */
const PATIENCE = 10_000;

const types = {
  css: 'text/css', csv: 'text/csv', html: 'text/html', js: 'text/javascript', json: 'application/json', png: 'image/png', jpg: 'image/jpeg',
  jpeg: 'image/jpeg', svg: 'image/svg+xml', txt: 'text/plain', wasm: 'application/wasm', webp: 'image/webp', xml: 'application/xml', yaml: 'text/plain',
};

/** What a page of a preview may do: no more than as a site of its own, and nothing leaves the machine. */
const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
  + "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

addEventListener('install', (event) => {
  event.waitUntil(caches.open(version).then((cache) => cache.addAll(kept)).then(() => skipWaiting()));
});

addEventListener('activate', (event) => {
  const old = caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith('bench-') && name !== version).map((name) => caches.delete(name))));
  event.waitUntil(old.then(() => clients.claim()));
});

/** A file of a site, asked of every tab of this page: the one that made it answers. */
async function ask(tab, path) {
  const all = await clients.matchAll({ type: 'window', includeUncontrolled: true });
  const tabs = all.filter(({ url }) => !new URL(url).pathname.startsWith(PREVIEW));
  return new Promise((answer) => {
    setTimeout(() => answer(undefined), PATIENCE);
    for (const one of tabs) {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => answer(data);
      one.postMessage({ tab, path }, [port2]);
    }
  });
}

async function preview(pathname) {
  const [tab, ...parts] = decodeURIComponent(pathname.slice(PREVIEW.length)).split('/');
  const wanted = parts.join('/');
  const path = wanted === '' || wanted.endsWith('/') ? `${wanted}index.html` : wanted;
  const found = await ask(tab, path);
  const bytes = found ?? await ask(tab, '404.html');
  const ending = found ? path.slice(path.lastIndexOf('.') + 1) : 'html';
  return new Response(bytes ?? 'There is no such page.', {
    status: found ? 200 : 404,
    headers: {
      'Content-Type': `${types[ending] ?? 'application/octet-stream'}; charset=utf-8`,
      'Content-Security-Policy': policy,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'Cache-Control': 'no-store',
    },
  });
}

addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (url.origin !== location.origin || event.request.method !== 'GET') return;
  if (url.pathname.startsWith(PREVIEW)) {
    event.respondWith(preview(url.pathname));
    return;
  }
  // Files with a hash never change; the page itself is asked for anew where there is a connection.
  if (url.pathname.includes('/assets/')) {
    event.respondWith(caches.match(event.request).then((held) => held ?? fetch(event.request)));
  } else if (event.request.mode === 'navigate') {
    event.respondWith(fetch(event.request).catch(() => caches.match('./')));
  }
});
