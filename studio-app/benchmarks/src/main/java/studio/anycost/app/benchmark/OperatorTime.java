package studio.anycost.app.benchmark;

/**
 * The nodes of one operator in a session.
 *
 * @param operator type as ONNX Runtime executes it, after its optimisations, such as {@code Conv}
 *     or {@code ReorderInput}
 * @param nodes how many a run executes
 * @param milliseconds all of them together, mean of the runs
 */
public record OperatorTime(String operator, double nodes, double milliseconds) {}
