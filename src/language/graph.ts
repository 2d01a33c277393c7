/** A flow as a graph: Mermaid for documents, DOT for drawing. */
import { beginState, endState, type Flow } from './compile.ts'
import { edgesOf } from './check.ts'

interface Node {
  readonly id: string
  readonly label: string
  readonly shape: 'begin' | 'end' | 'question' | 'fork' | 'call' | 'pace'
}

interface Edge {
  readonly from: string
  readonly to: string
  readonly label?: string
}

function graphOf(flow: Flow): { nodes: Node[]; edges: Edge[] } {
  const raw = edgesOf(flow)
  const seen = new Set([beginState, endState, ...flow.waiting.keys(), ...flow.forks.keys()])
  /** Joins and loops are only places to pass through: an edge goes on to what comes after. */
  const through = (state: string): string[] => (seen.has(state) ? [state] : (raw.get(state) ?? []).flatMap(through))
  const nodes = [...seen].map((id): Node => nodeOf(flow, id))
  const edges = [...seen].flatMap((from): Edge[] => {
    const targets = (raw.get(from) ?? []).map((to) => [...new Set(through(to))])
    if (!flow.forks.has(from)) return [...new Set(targets.flat())].map((to) => ({ from, to }))
    return targets.flatMap((ways, index) => ways.map((to) => ({ from, to, label: index === 0 ? 'yes' : 'no' })))
  })
  const numbered = new Map([...seen].map((id, index) => [id, `s${index}`]))
  return {
    nodes: nodes.map((node) => ({ ...node, id: numbered.get(node.id)! })),
    edges: edges.map((edge) => ({ ...edge, from: numbered.get(edge.from)!, to: numbered.get(edge.to)! })),
  }
}

function nodeOf(flow: Flow, id: string): Node {
  if (id === beginState) return { id, label: flow.head.title, shape: 'begin' }
  if (id === endState) return { id, label: 'end', shape: 'end' }
  const fork = flow.forks.get(id)
  if (fork !== undefined) return { id, label: fork, shape: 'fork' }
  const { waiting, step } = flow.waiting.get(id)!
  if (waiting.waits === 'call') return { id, label: id.replace('call:', '→ '), shape: 'call' }
  if (waiting.waits === 'pace') return { id, label: waiting.beats[0]?.text.source ?? id, shape: 'pace' }
  const words = 'text' in waiting.ask ? waiting.ask.text.source : id
  return { id, label: `${step.kind} ${id}\n${shorten(words)}`, shape: 'question' }
}

function shorten(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ')
  return line.length > 60 ? `${line.slice(0, 59)}…` : line
}

export function mermaidOf(flow: Flow): string {
  const { nodes, edges } = graphOf(flow)
  const quote = (label: string) => `"${label.replaceAll('"', '#quot;').replaceAll('\n', '<br>')}"`
  const shapes: Record<Node['shape'], (label: string) => string> = {
    begin: (label) => `([${label}])`,
    end: (label) => `([${label}])`,
    question: (label) => `[${label}]`,
    fork: (label) => `{${label}}`,
    call: (label) => `[[${label}]]`,
    pace: (label) => `(${label})`,
  }
  return [
    'flowchart TD',
    ...nodes.map(({ id, label, shape }) => `  ${id}${shapes[shape](quote(label))}`),
    ...edges.map(({ from, to, label }) => `  ${from} -->${label === undefined ? '' : `|${label}|`} ${to}`),
    '',
  ].join('\n')
}

/** Graphviz. */
export function dotOf(flow: Flow): string {
  const { nodes, edges } = graphOf(flow)
  const quote = (label: string) => `"${label.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`
  const looks: Record<Node['shape'], string> = {
    begin: 'shape=box style="rounded,filled" fillcolor="#dfeae7"',
    end: 'shape=box style="rounded,filled" fillcolor="#e9e4da"',
    question: 'shape=box',
    fork: 'shape=diamond',
    call: 'shape=box peripheries=2',
    pace: 'shape=ellipse',
  }
  return [
    `digraph ${quote(flow.name)} {`,
    '  node [fontname="sans-serif" fontsize=11]; edge [fontname="sans-serif" fontsize=10];',
    ...nodes.map(({ id, label, shape }) => `  ${id} [label=${quote(label)} ${looks[shape]}];`),
    ...edges.map(
      ({ from, to, label }) => `  ${from} -> ${to}${label === undefined ? '' : ` [label=${quote(label)}]`};`,
    ),
    '}',
    '',
  ].join('\n')
}
