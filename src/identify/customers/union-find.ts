/** Disjoint sets of numbers, each named by its smallest member, whatever the order of the unions. */
export class UnionFind {
  readonly #parent = new Map<number, number>();

  /** The smallest member of the set of `member`; a number never joined is its own set. */
  find(member: number): number {
    let root = member;
    for (let next = this.#parent.get(root); next !== undefined; next = this.#parent.get(root)) root = next;
    let walked = member;
    while (walked !== root) {
      const next = this.#parent.get(walked) ?? root;
      this.#parent.set(walked, root);
      walked = next;
    }
    return root;
  }

  join(a: number, b: number): void {
    const [first, second] = [this.find(a), this.find(b)];
    if (first < second) this.#parent.set(second, first);
    else if (second < first) this.#parent.set(first, second);
  }
}
