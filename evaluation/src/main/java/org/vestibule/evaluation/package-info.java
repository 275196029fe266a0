// SPDX-License-Identifier: Apache-2.0
/** Measurements of quality, each with its sample size and bounds. */
package org.vestibule.evaluation;
