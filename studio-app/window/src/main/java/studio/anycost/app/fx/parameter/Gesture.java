package studio.anycost.app.fx.parameter;

/**
 * One movement of the hand: everything between pressing and releasing a slider shares an id, so
 * that it becomes one entry of the history.
 *
 * @param id unique in this process
 * @param moving whether more is to come: true while dragging, false when the hand rests
 */
public record Gesture(long id, boolean moving) {}
