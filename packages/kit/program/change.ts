/** Something others wait for: `await change.next` resumes at the next `change.announce()`. */
export class Change {
  #resolve: () => void = () => {};
  /** Settles at the next announcement. */
  next: Promise<void> = this.#renew();

  announce(): void {
    const resolve = this.#resolve;
    this.next = this.#renew();
    resolve();
  }

  #renew(): Promise<void> {
    return new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }
}
