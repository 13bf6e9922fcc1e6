// A processor's worth of nothing, as long as whoever started it is there (busy-processes.ts).
process.on('disconnect', () => process.exit(0));
const SLICE_MS = 20; // Then it looks whether it is still wanted.
(function compute() {
  for (const end = performance.now() + SLICE_MS; performance.now() < end; );
  setImmediate(compute);
})();
