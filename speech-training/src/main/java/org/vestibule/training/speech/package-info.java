// SPDX-License-Identifier: Apache-2.0
/** Trains and judges the spotter of spoken commands. Never in the container. */
package org.vestibule.training.speech;
