// SPDX-License-Identifier: Apache-2.0
/** A broker of somebody else, with its own clients, each a process of its own. */
package org.vestibule.testkit.internal.broker;
