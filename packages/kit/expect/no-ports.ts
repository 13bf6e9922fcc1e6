/** Values of `--port` that every program has to refuse: no whole numbers from 0 to 65535. */
export const NO_PORTS: readonly string[] = ['abc', '8080x', '65536', '70000', '1.5', '-1'];
