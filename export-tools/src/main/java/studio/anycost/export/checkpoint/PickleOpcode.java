package studio.anycost.export.checkpoint;

/**
 * Every operation of the pickle protocols 0 to 5, with the layout of its argument. Those that
 * {@code torch.save} does not need for tensors occur in what people save beside them.
 */
enum PickleOpcode {
  PROTO(0x80, Argument.PROTOCOL),
  FRAME(0x95, Argument.FRAME),
  STOP('.', Argument.NOTHING),
  MARK('(', Argument.NOTHING),

  NONE('N', Argument.NOTHING),
  NEWTRUE(0x88, Argument.NOTHING),
  NEWFALSE(0x89, Argument.NOTHING),
  BININT('J', Argument.FOUR_BYTES),
  BININT1('K', Argument.ONE_BYTE),
  BININT2('M', Argument.TWO_BYTES),
  LONG1(0x8a, Argument.SIZED_BY_ONE_BYTE),
  LONG4(0x8b, Argument.SIZED_BY_FOUR_BYTES),
  BINFLOAT('G', Argument.EIGHT_BYTES),
  BINSTRING('T', Argument.SIZED_BY_FOUR_BYTES),
  SHORT_BINSTRING('U', Argument.SIZED_BY_ONE_BYTE),
  BINUNICODE('X', Argument.SIZED_BY_FOUR_BYTES),
  SHORT_BINUNICODE(0x8c, Argument.SIZED_BY_ONE_BYTE),
  BINUNICODE8(0x8d, Argument.SIZED_BY_EIGHT_BYTES),

  EMPTY_TUPLE(')', Argument.NOTHING),
  TUPLE1(0x85, Argument.NOTHING),
  TUPLE2(0x86, Argument.NOTHING),
  TUPLE3(0x87, Argument.NOTHING),
  TUPLE('t', Argument.NOTHING),
  EMPTY_LIST(']', Argument.NOTHING),
  APPEND('a', Argument.NOTHING),
  APPENDS('e', Argument.NOTHING),
  EMPTY_DICT('}', Argument.NOTHING),
  SETITEM('s', Argument.NOTHING),
  SETITEMS('u', Argument.NOTHING),

  BINGET('h', Argument.ONE_BYTE),
  LONG_BINGET('j', Argument.FOUR_BYTES),
  BINPUT('q', Argument.ONE_BYTE),
  LONG_BINPUT('r', Argument.FOUR_BYTES),
  MEMOIZE(0x94, Argument.NOTHING),

  GLOBAL('c', Argument.GLOBAL_NAME),
  STACK_GLOBAL(0x93, Argument.NOTHING),
  REDUCE('R', Argument.NOTHING),
  BUILD('b', Argument.NOTHING),
  BINPERSID('Q', Argument.NOTHING),

  INST('i', Argument.GLOBAL_NAME),
  OBJ('o', Argument.NOTHING),
  NEWOBJ(0x81, Argument.NOTHING),
  NEWOBJ_EX(0x92, Argument.NOTHING),
  EXT1(0x82, Argument.ONE_BYTE),
  EXT2(0x83, Argument.TWO_BYTES),
  EXT4(0x84, Argument.FOUR_BYTES),
  PERSID('P', Argument.LINE),
  POP('0', Argument.NOTHING),
  POP_MARK('1', Argument.NOTHING),
  DUP('2', Argument.NOTHING),
  INT('I', Argument.LINE),
  LONG('L', Argument.LINE),
  FLOAT('F', Argument.LINE),
  STRING('S', Argument.LINE),
  UNICODE('V', Argument.LINE),
  GET('g', Argument.LINE),
  PUT('p', Argument.LINE),
  DICT('d', Argument.NOTHING),
  LIST('l', Argument.NOTHING),
  EMPTY_SET(0x8f, Argument.NOTHING),
  ADDITEMS(0x90, Argument.NOTHING),
  FROZENSET(0x91, Argument.NOTHING),
  BINBYTES('B', Argument.SIZED_BY_FOUR_BYTES),
  SHORT_BINBYTES('C', Argument.SIZED_BY_ONE_BYTE),
  BINBYTES8(0x8e, Argument.SIZED_BY_EIGHT_BYTES),
  BYTEARRAY8(0x96, Argument.SIZED_BY_EIGHT_BYTES),
  NEXT_BUFFER(0x97, Argument.NOTHING),
  READONLY_BUFFER(0x98, Argument.NOTHING);

  /** What follows an operation in the stream. */
  enum Argument {
    NOTHING,
    ONE_BYTE,
    TWO_BYTES,
    FOUR_BYTES,
    EIGHT_BYTES,
    /** One byte, the version of the protocol. */
    PROTOCOL,
    /** Eight bytes that say how long the next group of operations is. */
    FRAME,
    /** Text up to a line feed. */
    LINE,
    /** Two lines: a module, and a name in it. */
    GLOBAL_NAME,
    SIZED_BY_ONE_BYTE,
    SIZED_BY_FOUR_BYTES,
    SIZED_BY_EIGHT_BYTES
  }

  private static final PickleOpcode[] BY_CODE = new PickleOpcode[256];

  static {
    for (PickleOpcode opcode : values()) {
      BY_CODE[opcode.code] = opcode;
    }
  }

  private final int code;
  private final Argument argument;

  PickleOpcode(int code, Argument argument) {
    this.code = code;
    this.argument = argument;
  }

  /** The operation with this code, 0 to 255, or null if no protocol defines it. */
  static PickleOpcode of(int code) {
    return BY_CODE[code];
  }

  /** The byte that stands for this operation. */
  int code() {
    return code;
  }

  /** What follows the byte. */
  Argument argument() {
    return argument;
  }
}
