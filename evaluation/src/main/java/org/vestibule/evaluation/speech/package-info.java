// SPDX-License-Identifier: Apache-2.0
/** How well speech is recognised in noise, and that an hour of noise does nothing at a door. */
package org.vestibule.evaluation.speech;
