package studio.anycost.export.checkpoint;

/**
 * An object of somebody's class to write.
 *
 * @param module of its class
 * @param name of its class
 * @param state its attributes
 */
public record ForeignValue(String module, String name, Object state) {}
