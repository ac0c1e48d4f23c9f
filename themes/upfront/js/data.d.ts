// What the scripts read: what the engine gives, what of the published rules they use, and what the page holds for them.
// `tests/browser/types.test.mjs` holds these to what a built site has.

/** What the estimator gives, put together. */
export interface Estimate {
  /** The questions whose answers could not be read. */
  errors: string[];
  explained: Explained;
}

/** A working in words: `Explained` of the engine, where each field is told, but for why each step is there. */
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
  number: number;
  /** When it is asked at all; empty where always. */
  when: string;
}

export interface Line {
  id: string;
  say: string;
  sentence: string;
  amount: string;
  source: string;
  url: string;
  part: number;
  whose: string;
  letter: string;
  sum: boolean;
  added: boolean;
  taken: Taken;
}

export type Taken = 'yes' | 'no' | 'maybe' | 'ended' | 'later';

/** What the estimator writes: of each answer, result and line only what `Rules` has not. */
export interface Told {
  errors: string[];
  explained: Omit<Explained, 'answers' | 'results' | 'lines'> & {
    answers: [string, string, Taken][];
    results: [string, string, string, string | null, string | null, string[]][];
    lines: [number, string, string, Taken][];
  };
}

/** The first line of `rules.txt`, in the order of what the estimator tells. */
export interface Rules {
  questions: Pick<Answer, 'id' | 'ask' | 'part' | 'number' | 'when'>[];
  results: Pick<Result, 'id' | 'say' | 'part'>[];
  /** What a sentence may say, and the same in few words. */
  short: [string, string][];
  lines: Omit<Line, 'sentence' | 'amount' | 'taken'>[];
  examples: Example[];
}

export interface Example {
  id: string;
  title: string;
  /** Each question with what was answered, as it would be typed. */
  answers: [string, string][];
}

/** The module of the engine. */
export interface Estimator {
  /** Whether the first worked example comes out. */
  load(rules: string, messages: string): boolean;
  estimate(answers: string, onlyAsked?: boolean): string;
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
