type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** The fields that are there: a change leaves alone what it does not name. */
export function defined<T extends object>(given: T): Defined<T> {
  const present: Defined<T> = {};
  for (const name in given) {
    const value = given[name];
    if (isDefined(value)) present[name] = value;
  }
  return present;
}

function isDefined<T>(value: T): value is Exclude<T, undefined> {
  return value !== undefined;
}
