package studio.anycost.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.DoubleConsumer;
import studio.anycost.app.engine.StudioEngine;

/**
 * What a measurement works with.
 *
 * @param engine with the model that is measured; whoever made it closes it
 * @param runs measured runs of each sub-generator, where a measurement repeats itself
 * @param report gets the figures
 * @param progress hears the share of the measurement that is done
 */
record BenchRun(StudioEngine engine, int runs, ObjectNode report, DoubleConsumer progress) {}
