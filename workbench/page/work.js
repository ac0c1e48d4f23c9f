// The compiler, beside the page: it works here so that typing never waits for it. It is asked by messages, each with a
// number, and answers by the same number.

/** @type {any} */
let bench;

const asks = {
  async unpack({ script, unpacker, packed }) {
    const { default: start, unpack } = await import(script);
    await start({ module_or_path: unpacker });
    const bytes = await (await fetch(packed)).arrayBuffer();
    return WebAssembly.compile(unpack(new Uint8Array(bytes)));
  },
  async start({ script, module, today }) {
    const { default: start, Bench } = await import(script);
    await start({ module_or_path: module });
    bench = new Bench(today);
  },
  clear() { bench.clear(); },
  put({ path, bytes }) { bench.put(path, bytes); },
  putZip({ bytes }) { bench.putZip(bytes); },
  paths: () => bench.paths(),
  file: ({ path }) => bench.file(path),
  sheets: ({ path }) => bench.sheets(path),
  write: ({ path, sheet, row, letters, text }) => {
    const why = bench.write(path, sheet, row, letters, text);
    return why === undefined ? { bytes: bench.file(path) } : { why };
  },
  read: () => bench.read(),
  build: () => bench.build(),
  examples: () => bench.examples(),
  sitePaths: () => bench.sitePaths(),
  siteFile: ({ path }) => bench.siteFile(path),
  siteZip: () => bench.siteZip(),
  rulesZip: () => bench.rulesZip(),
};

addEventListener('message', async ({ data: { number, ask, given } }) => {
  try {
    postMessage({ number, answer: await asks[ask](given) });
  } catch (fault) {
    postMessage({ number, fault: `${fault}` });
  }
});
