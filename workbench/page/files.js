// What a person puts in: a folder, files or an archive, as files by their paths in the folder of a site.

/** What is no part of a site, by a part of its path. */
const strange = /(^|\/)(\.[^/]*|__MACOSX|node_modules|Thumbs\.db|~\$[^/]*)(\/|$)/;

/** The files in a folder that was dropped. */
async function inEntry(entry, found) {
  if (entry.isFile) {
    const file = await new Promise((kept, lost) => { entry.file(kept, lost); });
    found.push([entry.fullPath.replace(/^\//, ''), file]);
    return;
  }
  const reader = entry.createReader();
  for (;;) {
    const some = await new Promise((kept, lost) => { reader.readEntries(kept, lost); });
    if (some.length === 0) return;
    for (const one of some) await inEntry(one, found);
  }
}

/** The files that were dropped, each with its path. */
export async function dropped(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  const found = [];
  for (const entry of entries) await inEntry(entry, found);
  return found;
}

/** The files that were chosen, each with its path. */
export const chosen = (input) => [...input.files].map((file) => [file.webkitRelativePath || file.name, file]);

/** Files by their paths in the folder that holds `site.yaml`; what a build wrote is left out. */
export function below(files) {
  const paths = [...files.keys()].filter((path) => !strange.test(path));
  const folderOf = (path) => path.slice(0, path.lastIndexOf('/') + 1);
  const sites = paths.filter((path) => /(^|\/)site\.yaml$/.test(path)).sort((one, other) => one.split('/').length - other.split('/').length);
  const root = sites.length ? folderOf(sites[0]) : '';
  const built = paths.filter((path) => /(^|\/)build\.json$/.test(path)).map(folderOf);
  const own = paths.filter((path) => path.startsWith(root) && !built.some((folder) => folder !== root && path.startsWith(folder)));
  return { hasSite: sites.length > 0, files: new Map(own.map((path) => [path.slice(root.length), files.get(path)])) };
}

const text = /\.(ya?ml|md|css|html|js|svg|csv|txt|json)$/i;

/** Whether a file is one to write in. */
export const isText = (path) => text.test(path);

/** Whether a file is a workbook. */
export const isWorkbook = (path) => /\.(xls[xm]|ods)$/i.test(path);

/** What is part of no address, as what joins words in one. */
const slug = (name) => name.normalize('NFD').toLowerCase().replace(/\p{M}|['’]/gu, '').replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');

/** The folder of rules that say whose they are and from which day. */
export function folderFor(council, from) {
  const year = Number(/\d{4}/.exec(from)?.[0]);
  const edition = year ? `${year}-${String((year + 1) % 100).padStart(2, '0')}` : 'rules';
  return `schemes/${slug(council) || 'our-council'}/${edition}/`;
}
