/**
 * A short tour of many cities: simulated annealing from many starts, of which the best counts
 * (Kirkpatrick, Gelatt and Vecchi, "Optimization by simulated annealing", 1983):
 *
 *     deno run --allow-read=. --allow-write=. examples/annealing.ts [starts] [figure]
 */

import { parallel, type Random, repeat, type TaskContext } from "hexwalk/parallel";
import { page } from "./svg.ts";

/** A city on a square of side 1. */
type City = readonly [x: number, y: number];

/** The order in which to visit the cities, and how long the way is, back to the first. */
interface Tour {
  readonly order: number[];
  readonly length: number;
}

/** Cities in no order. A task too, if only for its random numbers. */
export function scatter(count: number, { random }: TaskContext): City[] {
  return Array.from({ length: count }, () => [random.uniform(), random.uniform()]);
}

/** The task: one start, so many moves, cooling all the while. */
export function anneal(cities: readonly City[], moves: number, { random }: TaskContext): Tour {
  const order = random.shuffle(cities.map((_, i) => i));
  const [hot, cold] = [0.2, 0.002];
  for (let move = 0; move < moves; move++) {
    const temperature = hot * (cold / hot) ** (move / moves);
    const [from, to] = pickPart(order.length, random);
    const longer = lengthened(cities, order, from, to);
    if (longer < 0 || random.uniform() < Math.exp(-longer / temperature)) {
      reverse(order, from, to);
    }
  }
  return { order, length: lengthOf(cities, order) };
}

if (import.meta.main) {
  const [starts = "50", figure = "annealing.svg"] = Deno.args;
  await using pool = parallel(import.meta, { seed: 7 });
  const [cities] = await pool.map(scatter, [100]);
  const tours = await pool.starmap(anneal, repeat([cities, 100_000] as const, Number(starts)));

  tours.sort((a, b) => a.length - b.length);
  const [best, median] = [tours[0], tours[tours.length >> 1]];
  await Deno.writeTextFile(figure, drawTour(cities, best, median, tours.length));
  console.log(`Best of ${starts} tours: ${best.length.toFixed(3)}`);
  console.log(`Median of them: ${median.length.toFixed(3)}`);
  console.log(`Figure: ${figure}`);
}

/** Two places of a tour, the ends of the part that a move turns round. */
function pickPart(cities: number, random: Random): [from: number, to: number] {
  const [one, other] = [random.integer(cities), random.integer(cities)];
  return one <= other ? [one, other] : [other, one];
}

/** How much longer a tour is with a part turned round: only the ways at its ends change. */
function lengthened(cities: readonly City[], order: number[], from: number, to: number): number {
  const count = order.length;
  if (to - from >= count - 2) return 0;
  const before = cities[order[(from + count - 1) % count]], after = cities[order[(to + 1) % count]];
  const first = cities[order[from]], last = cities[order[to]];
  return distance(before, last) + distance(first, after) -
    distance(before, first) - distance(last, after);
}

function reverse(order: number[], from: number, to: number): void {
  for (; from < to; from++, to--) [order[from], order[to]] = [order[to], order[from]];
}

export function lengthOf(cities: readonly City[], order: readonly number[]): number {
  return order.reduce((sum, city, i) => {
    return sum + distance(cities[city], cities[order[(i + 1) % order.length]]);
  }, 0);
}

function distance([ax, ay]: City, [bx, by]: City): number {
  return Math.sqrt((ax - bx) ** 2 + (ay - by) ** 2);
}

function drawTour(cities: readonly City[], best: Tour, median: Tour, starts: number): string {
  const at = ([x, y]: City) => `${(24 + 552 * x).toFixed(1)} ${(64 + 552 * y).toFixed(1)}`;
  const dots = cities.map((city) => {
    const [cx, cy] = at(city).split(" ");
    return `<circle class="accent" cx="${cx}" cy="${cy}" r="4"/>`;
  });
  const way = best.order.map((city) => at(cities[city])).join("L");
  return page([600, 660], `The shortest of ${starts} tours of ${cities.length} cities`, [
    `<path class="line" d="M${way}z"/>`,
    ...dots,
  ], [
    `Length ${best.length.toFixed(2)} sides of the square; the median tour has ` +
    `${median.length.toFixed(2)}.`,
  ]);
}
