package studio.anycost.app.fx.parameter;

import studio.anycost.api.parameter.ParameterValues;

/**
 * A change that a person made in a panel.
 *
 * @param summary what changed, short, for the history: "Smiling +0.50"
 * @param values all values of the panel after the change
 * @param gesture the movement it belongs to
 */
public record ParameterChange(String summary, ParameterValues values, Gesture gesture) {}
