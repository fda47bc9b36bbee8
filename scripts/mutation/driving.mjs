import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('./driver.mjs', import.meta.url));

/** A driver in a process of its own, started when it is first asked and again after it had to be ended. */
export class Driver {
  #child;
  #waiting;
  #reachFolder;

  constructor(reachFolder) {
    this.#reachFolder = reachFolder;
  }

  async #start() {
    const args = this.#reachFolder ? [this.#reachFolder] : [];
    // A clone alone has no data beside it: what is killed here is killed there.
    const env = { ...process.env, CI: 'true', HOSTFOLD_DATA: '/nowhere', NODE_ENV: 'test', VITEST: 'true' };
    this.#child = fork(script, args, { env, execArgv: ['--max-old-space-size=1500'], stdio: 'ignore' });
    this.#child.on('message', (answer) => this.#waiting?.(answer));
    this.#child.on('exit', () => {
      this.#child = undefined;
      this.#waiting?.(null);
    });
    await this.#answer(300);
  }

  /** The next answer; null when the driver ended, or was ended after so many seconds without one. */
  #answer(seconds) {
    return new Promise((resolve) => {
      const child = this.#child;
      const timer = setTimeout(() => child?.kill('SIGKILL'), seconds * 1000);
      this.#waiting = (answer) => {
        clearTimeout(timer);
        this.#waiting = undefined;
        resolve(answer);
      };
    });
  }

  /** @returns what the driver answers, or null when it had to be ended or ended itself. */
  async ask(message, seconds = 600) {
    if (!this.#child) await this.#start();
    const answer = this.#answer(seconds);
    this.#child.send(message);
    return answer;
  }

  end() {
    this.#child?.kill('SIGKILL');
  }
}
