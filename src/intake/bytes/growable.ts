/** A Float32Array that grows by doubling: what is kept is all that costs memory. */
export class GrowableFloats {
  private room: Float32Array<ArrayBuffer>;
  length = 0;

  constructor(capacity = 256) {
    this.room = new Float32Array(capacity);
  }

  push(value: number): void {
    if (this.length === this.room.length) {
      const wider = new Float32Array(this.length * 2);
      wider.set(this.room);
      this.room = wider;
    }
    this.room[this.length++] = value;
  }

  /** A copy that is as long as what was pushed. */
  take(): Float32Array<ArrayBuffer> {
    return this.room.slice(0, this.length);
  }
}

/** The same in double precision, for times. */
export class GrowableTimes {
  room: Float64Array<ArrayBuffer>;
  length = 0;

  constructor(capacity = 256) {
    this.room = new Float64Array(capacity);
  }

  push(value: number): void {
    if (this.length === this.room.length) {
      const wider = new Float64Array(this.length * 2);
      wider.set(this.room);
      this.room = wider;
    }
    this.room[this.length++] = value;
  }

  take(): Float64Array<ArrayBuffer> {
    return this.room.slice(0, this.length);
  }
}
