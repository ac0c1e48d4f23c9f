// The compiler, twice: one reads after every key, so that a finding never waits for pages; the other makes the pages.

export class Compiler {
  #waiting = new Map();
  #asked = 0;
  #worker;

  /** @param {string} work the script that does the work */
  constructor(work) {
    this.#worker = new Worker(work, { type: 'module' });
    this.#worker.onmessage = ({ data: { number, answer, fault } }) => {
      const { kept, lost } = this.#waiting.get(number);
      this.#waiting.delete(number);
      if (fault === undefined) kept(answer);
      else lost(new Error(fault));
    };
    this.#worker.onerror = (event) => {
      for (const { lost } of this.#waiting.values()) lost(new Error(event.message));
      this.#waiting.clear();
    };
  }

  ask(ask, given) {
    return new Promise((kept, lost) => {
      const number = this.#asked++;
      this.#waiting.set(number, { kept, lost });
      this.#worker.postMessage({ number, ask, given });
    });
  }

  end() { this.#worker.terminate(); }
}
