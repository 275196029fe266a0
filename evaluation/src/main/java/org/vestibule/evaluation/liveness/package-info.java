// SPDX-License-Identifier: Apache-2.0
/** Measures presentation attack detection in the terms of ISO/IEC 30107-3. */
package org.vestibule.evaluation.liveness;
