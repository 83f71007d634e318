package studio.anycost.plugins.extraction;

/** In which space the two ends are parted. */
enum Space {
  /** One style for all layers; one normal. */
  W,
  /** A style for each layer, by mixing two; a row for each layer. */
  W_PLUS,
  /**
   * The input of the mapping. As sliders move w, the normal becomes the mean change of w when z
   * moves along it.
   */
  Z;

  /** As parameters name it. */
  String key() {
    return switch (this) {
      case W -> "w";
      case W_PLUS -> "w+";
      case Z -> "z";
    };
  }

  static Space of(String key) {
    for (Space space : values()) {
      if (space.key().equals(key)) {
        return space;
      }
    }
    throw new IllegalArgumentException("There is no space '" + key + "'.");
  }
}
