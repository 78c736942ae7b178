/** The tasks as piscina and tinypool want them: a function by default. */

const tasks = {
  trivial: (x) => x,
  walk(steps) {
    const x = [0, 0];
    for (let t = 0; t < steps; t++) {
      x[0] += Math.random() < 0.5 ? -1 : 1;
      x[1] += Math.random() < 0.5 ? -1 : 1;
    }
    return x;
  },
};

export default ({ name, x }) => tasks[name](x);
