// SPDX-License-Identifier: Apache-2.0
/** Ends what has lasted long enough, by two clocks. */
package org.vestibule.store.internal.retention;
