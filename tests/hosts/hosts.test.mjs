// A site as nginx and Apache really serve it, below a folder of a larger site, with the files that it brings for them.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';

const tool = resolve(process.env.UPFRONT ?? '../../target/debug/upfront');
const home = mkdtempSync(join(tmpdir(), 'upfront-hosts-'));
const site = join(home, 'made');
const root = join(home, 'root');
/** The page of the workbench, which stands in a site where somebody puts it there. */
const workbench = resolve('../../workbench/page/index.html');
const modules = '/usr/lib/apache2/modules';

before(() => {
  execFileSync(tool, ['init', site, '--council', 'Testshire', '--nation', 'england', '--parts', 'points', '--language', 'english', '--year', '2026-27']);
  appendFileSync(join(site, 'site.yaml'), 'address: https://www.example.org/care/\npublish: [nginx, apache, iis, github-pages, s3, netlify]\n');
  execFileSync(tool, ['build', site, '--as-of', '2026-11-28', '--out', join(home, 'public')], { stdio: 'pipe' });
  mkdirSync(root);
  cpSync(join(home, 'public'), join(root, 'care'), { recursive: true });
  mkdirSync(join(root, 'care/workbench/assets'), { recursive: true });
  cpSync(workbench, join(root, 'care/workbench/index.html'));
  for (const asset of ['bench-0a1b2c3d.js', 'unpack-0a1b2c3d.wasm', 'compiler-0a1b2c3d.lzma']) writeFileSync(join(root, 'care/workbench/assets', asset), '');
});
after(() => rmSync(home, { recursive: true }));

const free = () => new Promise((found) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
    server.close(() => found(port));
  });
});

const hosts = {
  nginx: {
    command: 'nginx',
    start(port) {
      const file = join(home, 'nginx.conf');
      writeFileSync(file, `daemon off;
user root;
pid ${home}/nginx.pid;
error_log ${home}/nginx.log;
events { }
http {
  include /etc/nginx/mime.types;
  access_log off;
  client_body_temp_path ${home}/body; proxy_temp_path ${home}/proxy; fastcgi_temp_path ${home}/fastcgi;
  uwsgi_temp_path ${home}/uwsgi; scgi_temp_path ${home}/scgi;
  server { listen 127.0.0.1:${port}; root ${root}; include ${root}/care/.hosts/nginx.conf; }
}
`);
      return spawn('nginx', ['-p', home, '-c', file], { stdio: 'inherit' });
    },
  },
  apache: {
    command: 'apache2',
    start(port) {
      const file = join(home, 'apache.conf');
      const load = ['mpm_event', 'authz_core', 'dir', 'mime', 'alias', 'headers', 'deflate', 'filter', 'rewrite'];
      writeFileSync(file, `ServerRoot ${home}
ServerName localhost
PidFile ${home}/apache.pid
DefaultRuntimeDir ${home}
ErrorLog ${home}/apache.log
Listen 127.0.0.1:${port}
${load.map((name) => `LoadModule ${name}_module ${modules}/mod_${name}.so`).join('\n')}
User www-data
Group www-data
TypesConfig /etc/mime.types
DocumentRoot ${root}
<Directory ${root}>
  AllowOverride FileInfo Indexes
  Require all granted
</Directory>
`);
      execFileSync('chmod', ['-R', 'a+rX', home]);
      return spawn('apache2', ['-f', file, '-X'], { stdio: 'inherit' });
    },
  },
};

for (const [name, { start }] of Object.entries(hosts)) {
  describe(name, () => {
    /** @type {import('node:child_process').ChildProcess} */
    let server;
    let at = '';
    const get = (path, headers = {}) => fetch(`${at}${path}`, { headers });
    before(async () => {
      const port = await free();
      at = `http://127.0.0.1:${port}/care/`;
      server = start(port);
      for (let tries = 0; tries < 100; tries += 1) {
        try {
          await get('');
          return;
        } catch {
          await wait(50);
        }
      }
    });
    after(() => server.kill('SIGTERM'));

    test('a page comes with the headers that keep a reader safe, and is kept for minutes', async () => {
      const page = await get('testshire/2026-27/');
      assert.equal(page.status, 200);
      assert.match(page.headers.get('content-type') ?? '', /^text\/html/);
      assert.match(page.headers.get('content-security-policy') ?? '', /^default-src 'none'; .*frame-ancestors 'none'$/);
      assert.equal(page.headers.get('x-content-type-options'), 'nosniff');
      assert.equal(page.headers.get('referrer-policy'), 'no-referrer');
      assert.equal(page.headers.get('cache-control'), 'public, max-age=600');
    });

    test('an address that there is not shows the page for that, at any depth, with the headers', async () => {
      for (const path of ['nothing', 'testshire/nothing/at/all/']) {
        const page = await get(path);
        assert.equal(page.status, 404);
        assert.match(await page.text(), /href="\/care\/assets\/upfront-/);
        assert.match(page.headers.get('content-security-policy') ?? '', /frame-ancestors 'none'/);
        assert.equal(page.headers.get('cache-control'), 'public, max-age=600');
      }
    });

    test('assets are kept for a year, and the module has its type', async () => {
      const assets = readdirSync(join(root, 'care/assets'));
      for (const asset of assets) {
        const file = await get(`assets/${asset}`);
        assert.equal(file.status, 200, asset);
        assert.equal(file.headers.get('cache-control'), 'public, max-age=31536000, immutable', asset);
        assert.equal(file.headers.get('x-content-type-options'), 'nosniff', asset);
        if (asset.endsWith('.wasm')) assert.equal(file.headers.get('content-type'), 'application/wasm');
        if (asset.endsWith('.js')) assert.match(file.headers.get('content-type') ?? '', /^(text|application)\/javascript/);
      }
      assert.ok(assets.some((asset) => asset.endsWith('.wasm')));
    });

    test('the workbench may show the site that is worked on, and nobody else the workbench', async () => {
      const [, own] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(readFileSync(workbench, 'utf8')) ?? [];
      const expected = `${own}; object-src 'none'; frame-ancestors 'self'`;
      const page = await get('workbench/');
      assert.equal(page.status, 200);
      assert.equal(page.headers.get('content-security-policy'), expected);
      assert.equal(page.headers.get('cache-control'), 'public, max-age=600');
      assert.equal(page.headers.get('x-content-type-options'), 'nosniff');
      for (const [asset, type] of [['bench-0a1b2c3d.js', /javascript/], ['unpack-0a1b2c3d.wasm', /^application\/wasm$/], ['compiler-0a1b2c3d.lzma', /^application\/|^$/]]) {
        const file = await get(`workbench/assets/${asset}`);
        assert.equal(file.status, 200, asset);
        assert.equal(file.headers.get('content-security-policy'), expected, asset);
        assert.equal(file.headers.get('cache-control'), 'public, max-age=31536000, immutable', asset);
        assert.match(file.headers.get('content-type') ?? '', type, asset);
      }
    });

    test('data is for any page, and comes compressed', async () => {
      const data = await get('testshire/2026-27/scheme.json', { 'accept-encoding': 'gzip' });
      assert.equal(data.headers.get('access-control-allow-origin'), '*');
      assert.equal(data.headers.get('content-encoding'), 'gzip');
      const page = await get('testshire/2026-27/');
      assert.equal(page.headers.get('access-control-allow-origin'), null);
    });

    test('a copy that stands beside a file is what is sent, as the file itself', async () => {
      const asset = `assets/${readdirSync(join(root, 'care/assets')).find((name) => name.endsWith('.wasm'))}`;
      for (const [path, type] of [['testshire/2026-27/', 'text/html'], ['testshire/2026-27/scheme.json', 'application/json'], [asset, 'application/wasm']]) {
        const file = path.endsWith('/') ? `${path}index.html` : path;
        const copy = readFileSync(join(root, 'care', `${file}.gz`));
        const length = await new Promise((told, failed) => {
          request(`${at}${path}`, { headers: { 'accept-encoding': 'gzip' } }, (answer) => {
            answer.resume();
            told(answer.headers['content-length']);
          }).on('error', failed).end();
        });
        assert.equal(Number(length), copy.length, path);
        const sent = await get(path, { 'accept-encoding': 'gzip' });
        assert.equal(sent.headers.get('content-encoding'), 'gzip', path);
        assert.ok(sent.headers.get('content-type')?.startsWith(type), `${path}: ${sent.headers.get('content-type')}`);
        assert.match(sent.headers.get('vary') ?? '', /accept-encoding/i);
        assert.deepEqual(Buffer.from(await sent.arrayBuffer()), readFileSync(join(root, 'care', file)), path);
        const plain = await get(path, { 'accept-encoding': 'identity' });
        assert.equal(plain.headers.get('content-encoding'), null, path);
      }
      const kept = await get(asset, { 'accept-encoding': 'gzip' });
      assert.equal(kept.headers.get('cache-control'), 'public, max-age=31536000, immutable');
    });

    test('what is meant for the host is not for readers', async () => {
      for (const path of ['.hosts/nginx.conf', '.htaccess', '.build-cache']) assert.equal((await get(path)).status, 404, path);
      assert.equal((await get('.well-known/security.txt')).status, 200);
    });
  });
}
