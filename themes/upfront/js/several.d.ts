// What the scripts of the page of several councils read: what the page holds for them, and the file of each edition.
// `tests/browser/types.test.mjs` holds these to what a built site has.

/** What the page holds for its scripts. */
export interface SeveralFacts {
  /** What is counted in this needs no unit in a table. */
  weekly: string;
  areas: Record<string, AreaFacts>;
}

/** The editions of councils under one law, for the same people. */
export interface AreaFacts {
  /** What is asked, in the order of the page. */
  facts: string[];
  /** What editions ask: the places of it with a space between, each after a `?` where it is asked only after certain answers. */
  asks: string[];
  /** The editions by council, the newest last: name, id, and the place of what it asks. */
  councils: Record<string, [string, string, number][]>;
}

/** How an edition takes over what is said: `compare/estimate/COUNCIL/EDITION.json`. */
export interface TakenOver {
  council: string;
  edition: string;
  dates: string;
  fictional: boolean;
  home: string;
  rules: string;
  questions: Taken[];
  /** What gives each figure: a step by its place, or else the answer to a question. */
  gives: Partial<Record<Role, { step?: number, question?: number, unit: string }>>;
  reply: { who: string, says: string, page: string } | null;
}

export interface Taken {
  id: string;
  ask: string;
  /** What it asks for; not there where that is nothing that councils share. */
  fact?: string;
  /** The option that follows from each thing that can be said; nothing where several fit. A number is taken as it is. */
  means?: Record<string, string | null>;
}

export type Output = 'points' | 'budget' | 'charge' | 'council-pays' | 'left';
export type Role = Output | 'cost' | 'money';

/** The module of the engine, as this page uses it. */
export interface Figures {
  load(rules: string, messages: string): boolean;
  estimate(answers: string, onlyAsked?: boolean): string;
  figures(answers: string): string;
  __wbg_set_wasm(exports: WebAssembly.Exports): void;
}

/** A figure as the engine gives it: least, most, whether it is withheld, and why it is not exact; or nothing. */
export type Given = [string | null, string | null, number, string[]] | [];

/** What somebody comes to. */
export interface Figure {
  state: 'exact' | 'range' | 'from' | 'not-published' | 'not-known';
  low: string;
  high: string;
  why: string[];
  unit: string;
}

/** An edition that has been worked out. */
export interface Worked {
  council: string;
  edition: string;
  dates: string;
  fictional: boolean;
  home: string;
  reply: TakenOver['reply'];
  figures: Partial<Record<Output, Figure>>;
  /** The questions that are asked: what was answered, or why nothing follows. */
  lines: { ask: string, answer: string, open: Open | '' }[];
  /** What is asked of what councils share. */
  asked: string[];
}

export type Open = 'nothing-shared' | 'not-said' | 'none-fits' | 'several-fit';
