package studio.anycost.app.fx.view;

import org.kordamp.ikonli.feather.Feather;

/** What icons mean: one icon has one meaning wherever it is seen. */
public final class Signs {
  /** A photo, and opening one. */
  public static final Feather PHOTO = Feather.IMAGE;

  /** The face in its photo. */
  public static final Feather IN_PHOTO = Feather.LAYERS;

  /** Writes what is seen to a file. */
  public static final Feather EXPORT = Feather.DOWNLOAD;

  /** Saves the project. */
  public static final Feather SAVE = Feather.SAVE;

  /** Saves it as another one. */
  public static final Feather SAVE_AS = Feather.FILE_PLUS;

  /** Chooses a file. */
  public static final Feather OPEN_FILE = Feather.FOLDER;

  /** A portrait. */
  public static final Feather PORTRAIT = Feather.USER;

  /** Many portraits. */
  public static final Feather MANY = Feather.USERS;

  /** Faces to choose from. */
  public static final Feather FACES = Feather.SMILE;

  /** One of those that a person likes. */
  public static final Feather FAVOURITE = Feather.STAR;

  /** What was open lately. */
  public static final Feather RECENT = Feather.CLOCK;

  /** Something is being done, where no ring may turn. */
  public static final Feather BUSY = Feather.LOADER;

  /** Panels at the left of the window. */
  public static final Feather LEFT_PANEL = Feather.ALIGN_LEFT;

  /** Panels at the right of the window. */
  public static final Feather RIGHT_PANEL = Feather.ALIGN_RIGHT;

  /** Single pixels of a picture. */
  public static final Feather PIXELS = Feather.HASH;

  /** The first steps. */
  public static final Feather TOUR = Feather.MAP;

  /** Draws another. */
  public static final Feather RANDOM = Feather.SHUFFLE;

  /** Puts something on the clipboard. */
  public static final Feather COPY = Feather.COPY;

  /** Takes something from the clipboard. */
  public static final Feather PASTE = Feather.CLIPBOARD;

  /** Work beside that which led here. */
  public static final Feather BRANCH = Feather.GIT_BRANCH;

  /** Keeps something before the others. */
  public static final Feather PIN = Feather.BOOKMARK;

  /** Values that are kept to be applied again. */
  public static final Feather PRESET = Feather.TAG;

  /** It stays as it is. */
  public static final Feather LOCKED = Feather.LOCK;

  /** It may move. */
  public static final Feather UNLOCKED = Feather.UNLOCK;

  /** What else there is to do with something. */
  public static final Feather MORE = Feather.MORE_HORIZONTAL;

  /** Keeps what is there as one more variant. */
  public static final Feather ADD_VARIANT = Feather.PLUS_SQUARE;

  /** Variants beside each other. */
  public static final Feather COMPARE = Feather.SIDEBAR;

  /** Goes a step back. */
  public static final Feather UNDO = Feather.CORNER_UP_LEFT;

  /** Goes a step forth. */
  public static final Feather REDO = Feather.CORNER_UP_RIGHT;

  /** Puts a value back to where it changes nothing. */
  public static final Feather RESET = Feather.DELETE;

  /** Turns a photo. */
  public static final Feather TURN_LEFT = Feather.ROTATE_CCW;

  /** Turns a photo. */
  public static final Feather TURN_RIGHT = Feather.ROTATE_CW;

  /** Aligns a face by hand. */
  public static final Feather ALIGN = Feather.CROSSHAIR;

  /** The picture alone. */
  public static final Feather SINGLE = Feather.SQUARE;

  /** Before and after. */
  public static final Feather SPLIT = Feather.COLUMNS;

  /** Sub-generators side by side. */
  public static final Feather SIDE_BY_SIDE = Feather.GRID;

  /** Key frames. */
  public static final Feather ANIMATION = Feather.FILM;

  /** Plays an animation. */
  public static final Feather PLAY = Feather.PLAY;

  /** Holds an animation. */
  public static final Feather PAUSE = Feather.PAUSE;

  /** Starts work, or goes on with it. */
  public static final Feather START = Feather.ZAP;

  /** Ends work and keeps the best so far. */
  public static final Feather STOP = Feather.STOP_CIRCLE;

  /** Ends work and keeps what was there before. */
  public static final Feather CANCEL = Feather.X_CIRCLE;

  /** Tries what failed once more. */
  public static final Feather AGAIN = Feather.REFRESH_CW;

  /** Takes something off the screen. */
  public static final Feather CLOSE = Feather.X;

  /** Takes something away for good. */
  public static final Feather REMOVE = Feather.TRASH_2;

  /** Adds something. */
  public static final Feather ADD = Feather.PLUS;

  /** Larger. */
  public static final Feather ZOOM_IN = Feather.ZOOM_IN;

  /** Smaller. */
  public static final Feather ZOOM_OUT = Feather.ZOOM_OUT;

  /** All of the picture. */
  public static final Feather FIT = Feather.MAXIMIZE;

  /** A pixel for a pixel. */
  public static final Feather ACTUAL_SIZE = Feather.MAXIMIZE_2;

  /** The face without its edits. */
  public static final Feather BEFORE = Feather.EYE;

  /** A model. */
  public static final Feather MODEL = Feather.BOX;

  /** A model in one file. */
  public static final Feather ZIPPED_MODEL = Feather.ARCHIVE;

  /** The model that comes along. */
  public static final Feather BUILT_IN_MODEL = Feather.HOME;

  /** A training run. */
  public static final Feather TRAINING = Feather.TRENDING_DOWN;

  /** What is switched on and off. */
  public static final Feather PLUGINS = Feather.TOGGLE_RIGHT;

  /** Preferences. */
  public static final Feather PREFERENCES = Feather.SETTINGS;

  /** Keys. */
  public static final Feather SHORTCUTS = Feather.COMMAND;

  /** The guide. */
  public static final Feather HELP = Feather.BOOK_OPEN;

  /** Leaves the studio. */
  public static final Feather QUIT = Feather.LOG_OUT;

  /** Looks for a name. */
  public static final Feather SEARCH = Feather.SEARCH;

  /** The menu. */
  public static final Feather MENU = Feather.MENU;

  /** The edits. */
  public static final Feather EDITS = Feather.SLIDERS;

  /** The tools. */
  public static final Feather TOOLS = Feather.TOOL;

  /** To the left. */
  public static final Feather LEFT = Feather.CHEVRON_LEFT;

  /** To the right. */
  public static final Feather RIGHT = Feather.CHEVRON_RIGHT;

  /** One place to the left. */
  public static final Feather MOVE_LEFT = Feather.ARROW_LEFT;

  /** One place to the right. */
  public static final Feather MOVE_RIGHT = Feather.ARROW_RIGHT;

  /** Something to know. */
  public static final Feather TOLD = Feather.INFO;

  /** Something went well. */
  public static final Feather DONE = Feather.CHECK_CIRCLE;

  /** Something to decide. */
  public static final Feather ASKED = Feather.HELP_CIRCLE;

  /** Something went wrong. */
  public static final Feather FAILED = Feather.ALERT_TRIANGLE;

  private Signs() {}
}
