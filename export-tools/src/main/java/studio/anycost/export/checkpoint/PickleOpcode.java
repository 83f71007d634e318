package studio.anycost.export.checkpoint;

/**
 * Every operation of the pickle protocols 0 to 5, with the layout of its argument, and whether
 * {@code torch.save} needs it. Those it does not need are known all the same, so that a message can
 * name them, and so that a scan can look past them for a name that tells more.
 */
enum PickleOpcode {
  PROTO(0x80, Argument.PROTOCOL, true),
  FRAME(0x95, Argument.FRAME, true),
  STOP('.', Argument.NOTHING, true),
  MARK('(', Argument.NOTHING, true),

  NONE('N', Argument.NOTHING, true),
  NEWTRUE(0x88, Argument.NOTHING, true),
  NEWFALSE(0x89, Argument.NOTHING, true),
  BININT('J', Argument.FOUR_BYTES, true),
  BININT1('K', Argument.ONE_BYTE, true),
  BININT2('M', Argument.TWO_BYTES, true),
  LONG1(0x8a, Argument.SIZED_BY_ONE_BYTE, true),
  LONG4(0x8b, Argument.SIZED_BY_FOUR_BYTES, true),
  BINFLOAT('G', Argument.EIGHT_BYTES, true),
  BINSTRING('T', Argument.SIZED_BY_FOUR_BYTES, true),
  SHORT_BINSTRING('U', Argument.SIZED_BY_ONE_BYTE, true),
  BINUNICODE('X', Argument.SIZED_BY_FOUR_BYTES, true),
  SHORT_BINUNICODE(0x8c, Argument.SIZED_BY_ONE_BYTE, true),
  BINUNICODE8(0x8d, Argument.SIZED_BY_EIGHT_BYTES, true),

  EMPTY_TUPLE(')', Argument.NOTHING, true),
  TUPLE1(0x85, Argument.NOTHING, true),
  TUPLE2(0x86, Argument.NOTHING, true),
  TUPLE3(0x87, Argument.NOTHING, true),
  TUPLE('t', Argument.NOTHING, true),
  EMPTY_LIST(']', Argument.NOTHING, true),
  APPEND('a', Argument.NOTHING, true),
  APPENDS('e', Argument.NOTHING, true),
  EMPTY_DICT('}', Argument.NOTHING, true),
  SETITEM('s', Argument.NOTHING, true),
  SETITEMS('u', Argument.NOTHING, true),

  BINGET('h', Argument.ONE_BYTE, true),
  LONG_BINGET('j', Argument.FOUR_BYTES, true),
  BINPUT('q', Argument.ONE_BYTE, true),
  LONG_BINPUT('r', Argument.FOUR_BYTES, true),
  MEMOIZE(0x94, Argument.NOTHING, true),

  GLOBAL('c', Argument.GLOBAL_NAME, true),
  STACK_GLOBAL(0x93, Argument.NOTHING, true),
  REDUCE('R', Argument.NOTHING, true),
  BUILD('b', Argument.NOTHING, true),
  BINPERSID('Q', Argument.NOTHING, true),

  INST('i', Argument.GLOBAL_NAME, false),
  OBJ('o', Argument.NOTHING, false),
  NEWOBJ(0x81, Argument.NOTHING, false),
  NEWOBJ_EX(0x92, Argument.NOTHING, false),
  EXT1(0x82, Argument.ONE_BYTE, false),
  EXT2(0x83, Argument.TWO_BYTES, false),
  EXT4(0x84, Argument.FOUR_BYTES, false),
  PERSID('P', Argument.LINE, false),
  POP('0', Argument.NOTHING, false),
  POP_MARK('1', Argument.NOTHING, false),
  DUP('2', Argument.NOTHING, false),
  INT('I', Argument.LINE, false),
  LONG('L', Argument.LINE, false),
  FLOAT('F', Argument.LINE, false),
  STRING('S', Argument.LINE, false),
  UNICODE('V', Argument.LINE, false),
  GET('g', Argument.LINE, false),
  PUT('p', Argument.LINE, false),
  DICT('d', Argument.NOTHING, false),
  LIST('l', Argument.NOTHING, false),
  EMPTY_SET(0x8f, Argument.NOTHING, false),
  ADDITEMS(0x90, Argument.NOTHING, false),
  FROZENSET(0x91, Argument.NOTHING, false),
  BINBYTES('B', Argument.SIZED_BY_FOUR_BYTES, false),
  SHORT_BINBYTES('C', Argument.SIZED_BY_ONE_BYTE, false),
  BINBYTES8(0x8e, Argument.SIZED_BY_EIGHT_BYTES, false),
  BYTEARRAY8(0x96, Argument.SIZED_BY_EIGHT_BYTES, false),
  NEXT_BUFFER(0x97, Argument.NOTHING, false),
  READONLY_BUFFER(0x98, Argument.NOTHING, false);

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
  private final boolean allowed;

  PickleOpcode(int code, Argument argument, boolean allowed) {
    this.code = code;
    this.argument = argument;
    this.allowed = allowed;
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

  /** Whether a checkpoint may use it. */
  boolean isAllowed() {
    return allowed;
  }
}
