// Prints the progress of a long run where the output is no terminal; in a terminal Jest shows it itself.
const EVERY_MS = 20_000;

module.exports = class Progress {
  onRunStart({ numTotalTestSuites }) {
    if (process.stderr.isTTY) return;
    const started = Date.now();
    this.finished = 0;
    this.timer = setInterval(() => {
      const seconds = Math.round((Date.now() - started) / 1000);
      console.log(`${this.finished} of ${numTotalTestSuites} test files after ${seconds} s`);
    }, EVERY_MS);
  }

  onTestResult() {
    this.finished += 1;
  }

  onRunComplete() {
    clearInterval(this.timer);
  }
};
