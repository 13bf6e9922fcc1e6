/** A submission that could not be had, for all we know through no fault of its own; the message says why. */
export class Unreachable extends Error {}
