import assert from "node:assert/strict";
import {
  callback,
  checkArgument,
  checkOptions,
  having,
  type Kinds,
  listOf,
  number,
  oneOf,
  record,
  required,
  text,
  truth,
  wholeNumber,
} from "../../src/options/options.ts";

interface Room {
  readonly size: number;
  readonly name?: string;
}

interface Party {
  readonly guests: number;
  readonly host?: string;
  readonly mood?: "calm" | "wild";
  readonly isLate?: boolean;
  readonly onEnd?: () => void;
  readonly songs?: readonly string[];
  readonly room?: Room;
}

const ROOM: Kinds<Room> = {
  size: required(number("use a size above 0", (value) => value > 0)),
  name: text,
};

const PARTY: Kinds<Party> = {
  guests: required(wholeNumber(1, 99)),
  host: text,
  mood: oneOf(["calm", "wild"] as const),
  isLate: truth,
  onEnd: callback(),
  songs: listOf(text, "use a list of texts"),
  room: record(ROOM),
};

const NAMES = "guests, host, mood, isLate, onEnd, songs, room";

Deno.test("checkOptions() takes what a table allows, and undefined as not given", () => {
  checkOptions("invite", { guests: 1 }, PARTY);
  checkOptions("invite", { guests: 99, host: undefined, gust: undefined }, PARTY);
  const all = { mood: "wild", isLate: false, onEnd() {}, songs: ["a"], room: { size: 0.5 } };
  checkOptions("invite", { guests: 7, host: "", ...all }, PARTY);
});

Deno.test("checkOptions() refuses all else in a line with option, value and what is possible", () => {
  const refused: [unknown, "TypeError" | "RangeError", string][] = [
    [undefined, "TypeError", `without options: use an object; possible are ${NAMES}`],
    [7, "TypeError", `with options 7: use an object; possible are ${NAMES}`],
    [[7], "TypeError", `with options [7]: use an object; possible are ${NAMES}`],
    [{}, "TypeError", "without guests: use a whole number from 1 to 99"],
    [{ guests: undefined }, "TypeError", "without guests: use a whole number from 1 to 99"],
    [{ guests: null }, "TypeError", "with guests null: use a whole number from 1 to 99"],
    [{ guests: "7" }, "TypeError", 'with guests "7": use a whole number from 1 to 99'],
    [{ guests: 0 }, "RangeError", "with guests 0: use a whole number from 1 to 99"],
    [{ guests: 1.5 }, "RangeError", "with guests 1.5: use a whole number from 1 to 99"],
    [{ guests: NaN }, "RangeError", "with guests NaN: use a whole number from 1 to 99"],
    [
      { guests: 7, hosts: 1 },
      "TypeError",
      `with hosts 1: there is no such option; possible are ${NAMES}`,
    ],
    [
      { guests: 7, toString: 1 },
      "TypeError",
      `with toString 1: there is no such option; possible are ${NAMES}`,
    ],
    [{ guests: 7, host: 5 }, "TypeError", "with host 5: use a text"],
    [{ guests: 7n }, "TypeError", "with guests 7n: use a whole number from 1 to 99"],
    [{ guests: 7, host: new Map() }, "TypeError", "with host of class Map: use a text"],
    [{ guests: 7, mood: "mild" }, "RangeError", 'with mood "mild": choose one of calm, wild'],
    [{ guests: 7, mood: 1 }, "TypeError", "with mood 1: choose one of calm, wild"],
    [{ guests: 7, isLate: 1 }, "TypeError", "with isLate 1: use true or false"],
    [{ guests: 7, onEnd: {} }, "TypeError", "with onEnd {}: use a function"],
    [{ guests: 7, songs: "a" }, "TypeError", 'with songs "a": use a list of texts'],
    [{ guests: 7, songs: ["a", 2] }, "TypeError", "with songs[1] 2: use a text"],
    [{ guests: [] }, "TypeError", "with guests []: use a whole number from 1 to 99"],
    [{ guests: ["7", [8]] }, "TypeError", 'with guests "7",…: use a whole number from 1 to 99'],
    [{ guests: 7, room: 3 }, "TypeError", "with room 3: use an object; possible are size, name"],
    [{ guests: 7, room: {} }, "TypeError", "without room.size: use a size above 0"],
    [{ guests: 7, room: { size: -1 } }, "RangeError", "with room.size -1: use a size above 0"],
    [{ guests: 7, host: () => 1 }, "TypeError", "with host a function: use a text"],
    [{ guests: 7, host: { a: 1, b: 2 } }, "TypeError", "with host { a, b }: use a text"],
  ];
  for (const [given, name, message] of refused) {
    assert.throws(() => checkOptions("invite", given, PARTY), {
      name,
      message: `Cannot invite ${message}`,
    });
  }
});

Deno.test("a message is one line and short, whatever is given", () => {
  const values = ["a\nb\u0000\u2028\u202e", "x".repeat(1e6), new Array(1e5).fill("y"), Symbol("s")];
  const names = ["a\nb", "\u2029\u202e", "x".repeat(1e6)];
  const given = [
    ...values.map((guests) => ({ guests })),
    ...names.map((name) => ({ guests: 7, [name]: 1 })),
    { guests: Object.create(null) },
    { guests: { "a\nb": 1 } },
  ];
  for (const options of given) {
    assert.throws(() => checkOptions("invite", options, PARTY), (error: Error) => {
      assert.match(error.message, /^Cannot invite with .*: /);
      assert.doesNotMatch(error.message, /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      return error.message.length < 250;
    });
  }
});

Deno.test("checkArgument() knows what the library made by its members", () => {
  const size = number("use a size above 0", (value) => value > 0);
  const kind = having<Room>({ size }, "use a room, such as party.room");
  checkArgument("enter", "room", { size: 1, doors: 2 }, kind);
  assert.throws(() => checkArgument("enter", "room", { size: "1" }, kind), {
    name: "TypeError",
    message: 'Cannot enter with room.size "1": use a size above 0',
  });
  for (const other of [undefined, null, 5, {}, [], { size: undefined }]) {
    assert.throws(() => checkArgument("enter", "room", other, kind), {
      name: "TypeError",
      message: /^Cannot enter with(out)? room.*: use a room, such as party\.room$/,
    });
  }
});

Deno.test("a table that does not fit its interface does not compile", () => {
  const { size: _, ...missing } = ROOM;
  // @ts-expect-error: an option that the table lacks.
  const lacks: Kinds<Room> = missing;
  // @ts-expect-error: an option that there is not.
  const more: Kinds<Room> = { ...ROOM, colour: text };
  // @ts-expect-error: another type.
  const other: Kinds<Room> = { ...ROOM, name: truth };
  // @ts-expect-error: one that must be given, but is not required.
  const optional: Kinds<Room> = { ...ROOM, size: wholeNumber(1, 2) };
  assert.ok([lacks, more, other, optional].every((table) => typeof table === "object"));
});
