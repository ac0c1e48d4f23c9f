// The built pages as trees, read without a browser.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'parse5';
import { folder } from './site.mjs';

/** An element of a page, with its texts and elements in order. */
class Element {
  constructor({ tagName, attrs = [], childNodes }, parent) {
    this.name = tagName;
    this.attributes = Object.fromEntries(attrs.map(({ name, value }) => [name, value]));
    this.parent = parent;
    this.nodes = childNodes
      .filter(({ nodeName, tagName: name }) => name || nodeName === '#text')
      .map((node) => (node.tagName ? new Element(node, this) : node.value));
  }

  get children() {
    return this.nodes.filter((node) => node instanceof Element);
  }

  /** All its text. */
  get text() {
    return this.nodes.map((node) => node.text ?? node).join('');
  }

  /** All that stands in it, in order. */
  get below() {
    const below = [];
    const add = (element) => {
      for (const node of element.nodes) {
        if (typeof node === 'string') continue;
        below.push(node);
        add(node);
      }
    };
    add(this);
    return below;
  }

  /** What stands in it and meets a condition, in order. */
  all(meets) {
    return this.below.filter(meets);
  }

  named(...names) {
    return this.all(({ name }) => names.includes(name));
  }

  /** The elements that have a name in the page, by that. */
  get byId() {
    return new Map(this.all(({ attributes }) => attributes.id).map((one) => [one.attributes.id, one]));
  }

  /** Whether it stands in something that meets a condition. */
  isIn(meets) {
    return Boolean(this.parent?.name) && (meets(this.parent) || this.parent.isIn(meets));
  }
}

/** A built page by its file, and where it does not hold to HTML. */
export function read(file) {
  const errors = [];
  const onParseError = ({ code, startLine, startCol }) => errors.push(`${code} at ${startLine}:${startCol}`);
  const document = parse(readFileSync(path.join(folder, file), 'utf8'), { onParseError });
  return { page: new Element(document), errors };
}
