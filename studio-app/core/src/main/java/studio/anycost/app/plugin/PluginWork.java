package studio.anycost.app.plugin;

import studio.anycost.api.extension.Services;
import studio.anycost.api.task.TaskContext;

/**
 * Long work of a plugin.
 *
 * @param <P> what it publishes
 * @param <R> what it returns
 */
@FunctionalInterface
public interface PluginWork<P, R> {
  /** Called on a thread of the plugin; may throw anything. */
  R run(Services services, TaskContext<P> task) throws Exception;
}
