// Every link of every page leads somewhere, wherever the site is put.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { address, files, folder } from './site.mjs';

const all = await files();
const pages = all.filter((file) => file.endsWith('.html'));
const texts = new Map(await Promise.all(pages.map(async (file) => [file, await readFile(path.join(folder, file), 'utf8')])));
const values = (text, name) => [...text.matchAll(new RegExp(`\\s${name}="([^"]*)"`, 'g'))].map(([, value]) => value.replaceAll('&amp;', '&'));
const anchors = new Map([...texts].map(([file, text]) => [file, new Set(values(text, 'id'))]));
const byAddress = new Map(all.map((file) => [address(file), file]));

for (const [file, text] of texts) {
  test(`/${address(file)}`, () => {
    const faults = [];
    for (const link of [...values(text, 'href'), ...values(text, 'src')]) {
      if (/^(https?|mailto|tel|data):/.test(link)) continue;
      if (link.startsWith('/')) {
        faults.push(`${link} is not relative`);
        continue;
      }
      const to = new URL(link, `http://site/${address(file)}`);
      const target = byAddress.get(address(decodeURIComponent(to.pathname.slice(1))));
      const anchor = decodeURIComponent(to.hash.slice(1));
      if (!target) faults.push(`${link} leads nowhere`);
      else if (anchor && anchors.has(target) && !anchors.get(target).has(anchor)) faults.push(`${link} names a place that is not there`);
    }
    assert.deepEqual(faults, []);
  });
}
