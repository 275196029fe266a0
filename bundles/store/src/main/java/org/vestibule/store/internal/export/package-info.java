// SPDX-License-Identifier: Apache-2.0
/** Copies of everything about one person, and nothing about anybody else. */
package org.vestibule.store.internal.export;
