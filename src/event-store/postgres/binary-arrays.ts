/** Arrays in PostgreSQL's binary form: a long batch costs no quoting here and no parsing there. */
const HEADER = 20;
const OID = { integer: 23, text: 25, uuid: 2950 };

export function integerArray(values: readonly number[]): Buffer {
  const buffer = start(OID.integer, values.length, values.length * 8);
  values.forEach((value, index) => {
    buffer.writeInt32BE(4, HEADER + index * 8);
    buffer.writeInt32BE(value, HEADER + index * 8 + 4);
  });
  return buffer;
}

export function textArray(values: readonly string[]): Buffer {
  const sizes = values.map((value) => Buffer.byteLength(value));
  const buffer = start(
    OID.text,
    values.length,
    sizes.reduce((sum, size) => sum + 4 + size, 0),
  );
  let at = HEADER;
  values.forEach((value, index) => {
    at = buffer.writeInt32BE(sizes[index]!, at);
    at += buffer.write(value, at, 'utf8');
  });
  return buffer;
}

export function uuidArray(values: readonly string[]): Buffer {
  const buffer = start(OID.uuid, values.length, values.length * 20);
  values.forEach((value, index) => {
    buffer.writeInt32BE(16, HEADER + index * 20);
    buffer.write(value.replaceAll('-', ''), HEADER + index * 20 + 4, 'hex');
  });
  return buffer;
}

/** One dimension, counted from 1. */
function start(type: number, length: number, bytes: number): Buffer {
  const buffer = Buffer.allocUnsafe(HEADER + bytes);
  buffer.writeInt32BE(1, 0);
  buffer.writeInt32BE(0, 4);
  buffer.writeInt32BE(type, 8);
  buffer.writeInt32BE(length, 12);
  buffer.writeInt32BE(1, 16);
  return buffer;
}
