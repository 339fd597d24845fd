import '../src/tokens.css';
import '../src/base.css';
import { mount } from 'svelte';
import ComponentSheet from './ComponentSheet.svelte';
import TicketScreen from './TicketScreen.svelte';

const asked = new URLSearchParams(location.search);
document.documentElement.dataset['theme'] = asked.get('theme') ?? 'light';
document.documentElement.dataset['density'] = asked.get('density') ?? 'standard';

mount(asked.get('screen') === 'ticket' ? TicketScreen : ComponentSheet, { target: document.body });
