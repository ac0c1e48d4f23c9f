// What the scripts read: what the engine gives, what of the published rules they use, and what the page holds for them.
// `tests/browser/types.test.mjs` holds these to what a built site has.

/** What the estimator gives. */
export interface Estimate {
  /** The questions whose answers could not be read. */
  errors: string[];
  explained: Explained;
}

/** A working in words: `Explained` of the engine, where each field is told. */
export interface Explained {
  leads: string[];
  because: string;
  results: Result[];
  answers: Answer[];
  lines: Line[];
  gaps: string[];
  near: string[];
  part: number;
}

export interface Result {
  id: string;
  say: string;
  sentence: string;
  amount: string;
  part: number;
  low: string | null;
  high: string | null;
  note: string;
  reasons: string[];
}

export interface Answer {
  id: string;
  ask: string;
  answer: string;
  counts: string;
  asked: Taken;
  part: number;
}

export interface Line {
  id: string;
  say: string;
  sentence: string;
  amount: string;
  because: string;
  source: string;
  url: string;
  part: number;
  whose: string;
  taken: Taken;
}

export type Taken = 'yes' | 'no' | 'maybe' | 'ended' | 'later';

/** The part of `scheme.json` that the scripts read. */
export interface Rules {
  questions: { id: string; kind: { options: { id: string }[] } | { number: object } }[];
  examples: Example[];
}

export interface Example {
  id: string;
  title: string;
  answers: ('unknown' | { option: number } | { number: string } | { in_period: [string, number] } | null)[];
}

/** The module of the engine. */
export interface Estimator {
  load(rules: string, messages: string): void;
  check(): boolean;
  estimate(answers: string, onlyAsked: boolean): string;
  __wbg_set_wasm(exports: WebAssembly.Exports): void;
}

/** What the page holds for its scripts. */
export interface Facts {
  /** The way to the edition's first page. */
  home: string;
  /** The rules' stable name, their edition, every edition that asks the same, and their hash. */
  scheme: string;
  edition: string;
  editions: string[];
  rules: string;
  council: string;
  /** The version of the engine. */
  version: string;
  /** The name of a file of answers. */
  file: string;
  months: string[];
  /** What stands for *I do not know* where an answer is written as text. */
  unknown: string;
}
